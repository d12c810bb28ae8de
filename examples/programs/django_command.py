"""``manage.py catalogue LIST``: put this file into an app as management/commands/catalogue.py."""

from django.core.management.base import BaseCommand

from koleksi import intake, process


class Command(BaseCommand):
    help = "Catalogue a donated list of books"

    def add_arguments(self, parser):
        parser.add_argument("list")

    def handle(self, *args, **options):
        for record in process.catalogue(intake.read(options["list"])).collection.records:
            self.stdout.write(f"{record.book.call_number}\t{record.book.full_title}\t{len(record.copies)}")

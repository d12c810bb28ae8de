"""The command line: options -> one library call -> words on the screen. The only importer of click.

Heavy modules are imported inside the commands, so that ``koleksi --help`` costs little more than click.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from koleksi.cli import labels as label_commands
from koleksi.cli import two_languages
from koleksi.cli.two_languages import Group, say

__all__ = ["cli", "main"]

FILE = click.Path(path_type=Path)


class _Root(Group):
    """Turns the exceptions of the library into a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        from koleksi.errors import KoleksiError

        try:
            return super().invoke(ctx)
        except KoleksiError as error:
            return _stop(ctx, error, error.exit_code)
        except KeyboardInterrupt:
            say(
                ctx,
                "Dihentikan. Jalankan perintah yang sama untuk melanjutkan. || Interrupted. Run the same command to resume.",
            )
            return ctx.exit(130)
        except BrokenPipeError:
            return ctx.exit(0)
        except OSError as error:
            return _stop(ctx, error, 3)


def _stop(ctx: click.Context, error: Exception, code: int) -> None:
    if ctx.params.get("verbose"):
        raise error
    say(ctx, f"koleksi: {error}")
    ctx.exit(code)


@click.group(
    "koleksi",
    cls=_Root,
    context_settings={"max_content_width": 100},
    help="Daftar buku sumbangan menjadi katalog: MARC, nomor kelas, label, buku induk. "
    "|| A donated list becomes a catalogue: MARC, class numbers, labels, accession register.",
)
@click.option("-v", "--verbose", is_flag=True, help="Tampilkan rincian kesalahan. || Show the details of an error.")
@click.version_option(package_name="koleksi", message="%(version)s", help="Tampilkan versi. || Show the version.")
def cli(verbose: bool) -> None:
    pass


def main() -> None:
    """Entry point of the ``koleksi`` command."""
    if "-v" not in sys.argv and "--verbose" not in sys.argv:
        sys.excepthook = _last_words
    cli.main()


def _last_words(kind: type[BaseException], error: BaseException, _: Any) -> None:
    sys.stderr.write(
        f"koleksi: kesalahan yang tidak terduga ({kind.__name__}: {error}). Data lama utuh; ulangi dengan 'koleksi -v ...' dan "
        "laporkan hasilnya. / unexpected error; old data is intact: repeat with -v and report what it prints.\n"
    )


def _problem_code(problems: int) -> int:
    return 1 if problems else 0


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


# the main job


@cli.command(
    help="Olah daftar buku menjadi semua berkas. Jalankan lagi dengan perintah yang sama untuk melanjutkan, atau sesudah mengisi "
    "tinjau.xlsx. || Process book lists into every file. Run the same command again to resume, or after deciding in tinjau.xlsx."
)
@click.argument("sources", nargs=-1, required=True, type=FILE)
@click.option("--out", type=FILE, help="Folder hasil. || Folder for the results.")
@click.option("--config", type=FILE, help="Berkas pengaturan koleksi.toml. || Settings file koleksi.toml.")
@click.option(
    "--against",
    type=FILE,
    help="Katalog yang sudah ada (MARC atau CSV SLiMS). || Existing catalogue (MARC or SLiMS CSV).",
)
@click.option("--pack", type=FILE, help="Paket ISBN luring. || Offline ISBN pack.")
@click.option("--online", is_flag=True, help="Cari juga di internet. || Ask online sources too.")
@click.option("--dry-run", is_flag=True, help="Tunjukkan saja apa yang dimengerti. || Only show what was understood.")
@click.option("--json", "as_json", is_flag=True, help="Ringkasan sebagai JSON. || Summary as JSON.")
@click.pass_context
def process(
    ctx: click.Context, sources: tuple[Path, ...], out: Path | None, config: Path | None, against: Path | None, pack: Path | None,
    online: bool, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    from koleksi import process as job

    if dry_run:
        _show_understood(sources)
        return
    if out is None:
        raise click.MissingParameter(ctx=ctx, param_hint="'--out'", param_type="option")
    summary = job.run(sources, out, config=config, against=against, pack=pack, online=online, progress=_progress())
    if as_json:
        _print_json(summary.as_dict())
    else:
        _tell_summary(ctx, summary, out)
    ctx.exit(_problem_code(summary.problems))


def _tell_summary(ctx: click.Context, summary: Any, out: Path) -> None:
    say(
        ctx,
        f"{summary.rows} baris -> {summary.books} judul, {summary.copies} eksemplar || {summary.rows} rows -> {summary.books} titles, {summary.copies} copies",
        err=False,
    )
    say(ctx, f"  kelas pasti: {summary.classified}, perlu ditinjau: {summary.to_review}, pasangan mungkin kembar: {summary.ask_pairs} || "
        f"  class sure: {summary.classified}, to review: {summary.to_review}, possible duplicates: {summary.ask_pairs}", err=False)  # fmt: skip
    if summary.problems:
        say(
            ctx,
            f"  masalah: {summary.problems} (lihat {out / 'masalah.csv'}) || problems: {summary.problems} (see {out / 'masalah.csv'})",
            err=False,
        )
    if summary.to_review or summary.ask_pairs:
        say(
            ctx,
            f"  buka {out / 'tinjau.xlsx'}, isi KEPUTUSAN, lalu ulangi perintah ini || open {out / 'tinjau.xlsx'}, decide, run this again",
            err=False,
        )
    say(
        ctx,
        f"  label: {out / 'label.pdf'}   laporan: {out / 'laporan.html'} || labels: {out / 'label.pdf'}   report: {out / 'laporan.html'}",
        err=False,
    )


def _show_understood(sources: tuple[Path, ...]) -> None:
    from koleksi import intake, process

    for source in sources:
        if process.is_marc(source):
            click.echo(f"{source}: MARC")
        else:
            click.echo(intake.describe(source))


def _progress() -> Any:
    """A line that is rewritten, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    def show(stage: str, done: int, total: int) -> None:
        click.echo(f"\r\033[K{stage} {done or ''}{f'/{total}' if total > 1 else ''}", nl=False, err=True)
        if stage == "register":
            click.echo("\r\033[K", nl=False, err=True)

    return show


# isbn


@cli.command(
    help="Apa arti setiap nomor: ISBN, ISSN, kode barang ... '-' membaca dari masukan. || What each string is: ISBN, ISSN, item code ... '-' reads standard input."
)
@click.argument("texts", nargs=-1, required=True)
@click.option(
    "--json", "as_json", is_flag=True, help="Satu baris JSON untuk setiap nomor. || A JSON line for each string."
)
@click.pass_context
def isbn(ctx: click.Context, texts: tuple[str, ...], as_json: bool) -> None:
    from koleksi import isbn as numbers

    bad = 0
    for text in (line.rstrip("\r\n") for given in texts for line in (sys.stdin if given == "-" else (given,))):
        found = numbers.recognise(text)
        bad += found.action not in ("accept", "accept_both")
        if as_json:
            _print_json(
                {
                    "text": text,
                    "kind": found.kind,
                    "isbns": found.isbns,
                    "suggested": found.suggested,
                    "action": found.action,
                    "note": found.note,
                }
            )
        else:
            shown = ", ".join(numbers.hyphenate(number) or number for number in found.isbns or found.suggested)
            say(ctx, f"{text}\t{found.kind}\t{found.action}\t{shown}\t{found.note}".rstrip(), err=False)
    ctx.exit(_problem_code(bad))


# scan


@cli.command(
    help="Buat daftar dengan pemindai barcode USB: scan ISBN, lalu barcode perpustakaan bila ada. Tersimpan setiap kali; jalankan lagi "
    "untuk melanjutkan. || Make a list with a USB scanner: scan the ISBN, then the library's barcode if there is one. Every scan is saved; run again to go on."
)
@click.option(
    "--out",
    default="scan.csv",
    show_default=True,
    type=FILE,
    help="Daftar yang dibuat atau dilanjutkan. || The list to make or to go on with.",
)
@click.option(
    "--item-code",
    default="",
    help="Bentuk barcode perpustakaan (regex), misalnya \\d{5}. || Form of the library's barcodes (regex), \\d{5} say.",
)
@click.option("--silent", is_flag=True, help="Tanpa bunyi. || No bell.")
@click.option(
    "--json", "as_json", is_flag=True, help="Satu baris JSON untuk setiap kejadian. || A JSON line for each event."
)
@click.pass_context
def scan(ctx: click.Context, out: Path, item_code: str, silent: bool, as_json: bool) -> None:
    from koleksi.cli.scan import Teller, clock_of, lines_of
    from koleksi.job import scan as scanning

    tell = Teller(ctx, silent, as_json)
    session = scanning.run(
        out, lines_of(out, sys.stdin), clock=clock_of(sys.stdin), hear=tell, retry=tell.retry, item_code=item_code
    )
    say(
        ctx,
        f"{session.books} buku -> {out}. Lalu: koleksi process {out} --out hasil || {session.books} books -> {out}. Next: koleksi process {out} --out hasil",
    )
    ctx.exit(_problem_code(sum(not row.known for row in session.rows)))


# kdt


@cli.command(
    help="Baca blok KDT (Katalog Dalam Terbitan) yang diketik atau disalin dari balik halaman judul. '-' membaca dari masukan. "
    "|| Read KDT blocks (cataloguing in publication) typed or pasted from the back of the title page. '-' reads standard input."
)
@click.argument("source", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--json", "as_json", is_flag=True, help="Satu baris JSON untuk setiap blok. || A JSON line for each block."
)
@click.pass_context
def kdt(ctx: click.Context, source: Path, as_json: bool) -> None:
    from koleksi.cli.kdt import show, text_of
    from koleksi.kdt import blocks, parse

    bad = 0
    for line, block in blocks(text_of(source, sys.stdin.buffer)):
        parsed = parse(block)
        bad += bool(parsed.problems)
        show(ctx, line, parsed, as_json)
    ctx.exit(_problem_code(bad))


# ddc


@cli.group(help="Nomor kelas: usulkan dan pelajari. || Class numbers: suggest and learn.", cls=Group)
def ddc() -> None:
    pass


@ddc.command(help="Usulkan kelas untuk setiap baris, dengan alasannya. || Suggest classes for every row, with reasons.")
@click.argument("file", type=FILE)
@click.option(
    "--top", default=3, show_default=True, type=click.IntRange(1, 20), help="Banyaknya usul. || How many suggestions."
)
@click.option("--profile", type=FILE, help="Hasil 'koleksi ddc learn'. || Made by 'koleksi ddc learn'.")
@click.option(
    "--json", "as_json", is_flag=True, help="Satu baris JSON untuk setiap baris. || A JSON line for each row."
)
@click.pass_context
def suggest(ctx: click.Context, file: Path, top: int, profile: Path | None, as_json: bool) -> None:
    from koleksi import ddc as classes
    from koleksi.process import gather

    taught = classes.load_profile(profile) if profile else None
    entries, problems = gather([file])
    for number, entry in enumerate(entries, start=1):
        found = classes.suggest(entry.book, top, profile=taught)
        if as_json:
            rows = [
                {
                    "number": s.number,
                    "caption": s.caption,
                    "score": round(s.score, 4),
                    "reasons": [r.id for r in s.reasons],
                }
                for s in found
            ]
            _print_json({"row": number, "title": entry.book.title, "suggestions": rows})
        else:
            say(ctx, f"{number}\t{entry.book.title}", err=False)
            for s in found:
                say(ctx, f"\t{s.number}\t{s.score:.2f}\t{s.caption}\t{'; '.join(r.id for r in s.reasons)}", err=False)
    ctx.exit(_problem_code(len(problems)))


@ddc.command(
    help="Pelajari kebiasaan sebuah perpustakaan dari katalognya. || Learn a library's own practice from its catalogue."
)
@click.argument("catalogue", type=FILE)
@click.option("--out", required=True, type=FILE, help="Berkas profil. || The profile file.")
@click.pass_context
def learn(ctx: click.Context, catalogue: Path, out: Path) -> None:
    from koleksi import ddc as classes
    from koleksi import save
    from koleksi.process import gather

    save.must_differ(out, catalogue)
    entries, _ = gather([catalogue])
    classed = [entry.book for entry in entries if entry.book.ddc]
    classes.learn(classed).save(out)
    say(
        ctx,
        f"{len(classed)} dari {len(entries)} buku dipelajari -> {out} || learned from {len(classed)} of {len(entries)} books -> {out}",
        err=False,
    )


# dedupe


@cli.command(help="Kelompokkan edisi yang sama. || Group rows of the same edition.")
@click.argument("file", type=FILE)
@click.option("--clusters", required=True, type=FILE, help="Hasil: id,cluster. || Result: id,cluster.")
@click.option("--against", type=FILE, help="Katalog yang sudah ada. || Existing catalogue.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Pasangan yang perlu ditanya, baris JSON. || Pairs to ask about, as JSON lines.",
)
@click.pass_context
def dedupe(ctx: click.Context, file: Path, clusters: Path, against: Path | None, as_json: bool) -> None:
    from koleksi import save
    from koleksi.dedupe import near
    from koleksi.job import clusters as grouping
    from koleksi.process import gather

    save.must_differ(clusters, file, against)
    rows = grouping.read_books(file)
    known = near([book for _, book in rows], against, lambda: gather([against])[0]).found if against else []
    groups, text = grouping.clusters(rows, [entry.book for _, entry in known])
    save.write_text(clusters, text)
    if as_json:
        for ask in groups.asks:
            _print_json(
                {
                    "left": rows[ask.left][0],
                    "right": known[ask.right][0] if ask.in_catalogue else rows[ask.right][0],
                    "score": round(ask.score, 3),
                    "reasons": [r.id for r in ask.reasons],
                }
            )
    else:
        say(ctx, f"{len(rows)} baris -> {len(groups.groups)} edisi, {len(groups.asks)} pasangan perlu ditanya || "
            f"{len(rows)} rows -> {len(groups.groups)} editions, {len(groups.asks)} pairs to ask", err=False)  # fmt: skip


# marc


@cli.group(help="Periksa dan ubah berkas MARC. || Check and convert MARC files.", cls=Group)
def marc() -> None:
    pass


@marc.command(help="Apa yang akan dikeluhkan seorang pengatalog. || What a cataloguer would complain of.")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Hasil sebagai JSON. || Result as JSON.")
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    from koleksi.job import catalogue

    reports = [catalogue.check_marc(path) for path in files]
    if as_json:
        _print_json({"files": reports})
    else:
        for report in reports:
            say(ctx, f"{report['path']}: {report['read']}/{report['records']}", err=False)
            for p in report["problems"]:
                say(ctx, f"  #{p['record']} @{p['offset']} {p['code']} {p['column']}: {p['what']} || "
                    f"  #{p['record']} @{p['offset']} {p['code']} {p['column']}: {p['what_en']}", err=False)  # fmt: skip
    ctx.exit(_problem_code(sum(len(report["problems"]) for report in reports)))


@marc.command(
    help="Ubah ke MARC 21 yang bersih (.mrc) atau MARCXML (.xml). || Convert to clean MARC 21 (.mrc) or MARCXML (.xml)."
)
@click.argument("source", type=FILE)
@click.argument("target", type=FILE)
@click.option(
    "--profile",
    default="",
    help="indomarc, koha, slims, inlislite; kosong: isi tetap. || indomarc, koha, slims, inlislite; empty: content as it is.",
)
@click.pass_context
def convert(ctx: click.Context, source: Path, target: Path, profile: str) -> None:
    from koleksi.job import catalogue

    written, problems = catalogue.convert_marc(source, target, profile)
    for problem in problems:
        say(
            ctx,
            f"#{problem.row} @{problem.offset} {problem.code}: {problem.what.id} || #{problem.row} @{problem.offset} {problem.code}: {problem.what.en}",
        )
    say(ctx, f"{written} rekaman -> {target} || {written} records -> {target}", err=False)
    ctx.exit(_problem_code(len(problems)))


# labels

cli.add_command(label_commands.labels)


# pack


@cli.group(
    help="Paket ISBN luring: satu berkas untuk banyak desa. || Offline ISBN pack: one file for many villages.",
    cls=Group,
)
def pack() -> None:
    pass


@pack.command(
    help="Buat paket dari katalog (MARC, CSV SLiMS, daftar) dan data Open Library. Perintah yang sama melanjutkan yang terputus. "
    "|| Build a pack from catalogues (MARC, SLiMS CSV, lists) and Open Library dumps. The same command resumes."
)
@click.argument("sources", nargs=-1, required=True, type=FILE)
@click.option("--out", required=True, type=FILE, help="Berkas paket. || The pack file.")
@click.option(
    "--language",
    multiple=True,
    help="Bahasa dari Open Library, misalnya ind (boleh diulang). || Language to take from Open Library, ind say (may be repeated).",
)
@click.option(
    "--group",
    multiple=True,
    help="Awal ISBN dari Open Library, misalnya 978-602 (boleh diulang). || Beginning of ISBNs to take from Open Library, 978-602 say (may be repeated).",
)
@click.option("--title", default="", help="Nama paket. || Name of the pack.")
@click.option("--licence", default="", help="Izin pakai katalog itu. || Licence of the catalogues.")
@click.pass_context
def build(
    ctx: click.Context,
    sources: tuple[Path, ...],
    out: Path,
    language: tuple[str, ...],
    group: tuple[str, ...],
    title: str,
    licence: str,
) -> None:
    from koleksi.job import packs

    books, problems = packs.build_pack(
        sources, out, languages=language, groups=group, title=title, licence=licence, progress=_progress()
    )
    for problem in problems[:20]:
        say(
            ctx,
            f"{problem.source} #{problem.row}: {problem.what.id} || {problem.source} #{problem.row}: {problem.what.en}",
        )
    say(ctx, f"{books} buku -> {out} || {books} books -> {out}", err=False)
    ctx.exit(_problem_code(len(problems)))


@pack.command(help="Isi dan asal sebuah paket. || What a pack holds and where it comes from.")
@click.argument("file", type=FILE)
def info(file: Path) -> None:
    from koleksi.job import packs

    _print_json(packs.pack_info(file))


# report


@cli.command(
    help="Laporan koleksi dari folder hasil atau katalog. || Collection report from a results folder or a catalogue."
)
@click.argument("source", type=FILE)
@click.option("--out", required=True, type=FILE, help="Berkas HTML. || HTML file.")
@click.pass_context
def report(ctx: click.Context, source: Path, out: Path) -> None:
    from koleksi.job import catalogue

    titles = catalogue.report(source, out)
    say(ctx, f"{titles} judul -> {out} || {titles} titles -> {out}", err=False)


two_languages.finish(cli)


if __name__ == "__main__":
    main()

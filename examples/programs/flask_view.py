"""A web service that catalogues: POST /catalogue with [{"title": "...", "authors": ["..."]}, ...]."""

from flask import Flask, request

from koleksi import Book, process

app = Flask(__name__)


@app.post("/catalogue")
def catalogue():
    summary = process.catalogue(Book(**row) for row in request.get_json())
    return [
        {"title": one.book.title, "call_number": one.book.call_number, "barcodes": [c.barcode for c in one.copies]}
        for one in summary.collection.records
    ]


@app.errorhandler(TypeError)
def wrong(error):
    return {"error": str(error)}, 400

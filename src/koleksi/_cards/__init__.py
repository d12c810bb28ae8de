"""The inside of ``koleksi.cards``: ISBD paragraphs and how a card is drawn."""

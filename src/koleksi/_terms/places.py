"""Cities of Indonesian publishers."""

from __future__ import annotations

__all__ = ["is_indonesian_city"]

# In today's and older spellings and as people shorten them.
_CITIES = frozenset(
    {
        "jakarta", "djakarta", "jkt", "bandung", "bdg", "yogyakarta", "jogjakarta", "yogya", "jogja", "jogyakarta",
        "djogjakarta",
        "surabaya", "sby", "surabaja", "semarang", "solo", "surakarta", "malang", "medan", "makassar", "ujungpandang",
        "padang",
        "bukittinggi", "pekanbaru", "palembang", "jambi", "bengkulu", "lampung", "bandaaceh", "batam", "pontianak",
        "banjarmasin",
        "samarinda", "balikpapan", "palangkaraya", "manado", "gorontalo", "palu", "kendari", "ambon", "ternate",
        "jayapura", "kupang",
        "ende", "maumere", "mataram", "denpasar", "singaraja", "bogor", "depok", "bekasi", "tangerang", "serang",
        "cirebon",
        "tasikmalaya", "garut", "sukabumi", "purwokerto", "kudus", "klaten", "sukoharjo", "karanganyar", "magelang",
        "salatiga",
        "pekalongan", "tegal", "sleman", "bantul", "sidoarjo", "gresik", "jombang", "kediri", "jember", "ponorogo",
        "madiun",
        "bangkalan", "pamekasan", "cilacap", "kebumen", "ciputat", "indonesia",
    }
)  # fmt: skip


def is_indonesian_city(name: str) -> bool:
    """Whether a place of publication is in Indonesia, by its name alone: "Yogyakarta", "[Jakarta]", "Jogja, DIY"."""
    city = name.casefold().split(",")[0].strip("[] ") if name else ""
    return city.replace(" ", "") in _CITIES

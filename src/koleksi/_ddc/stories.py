"""Titles that sound like a story: novels are called after people, feelings and the sky, not after their subject."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["STORY_WORDS", "story_share"]

_WORDS = """
    aku kau kamu dia ia kita kami mereka engkau ku mu nya hamba tuan nyonya sahabat kawan teman kekasih pacar mantan
    cinta cintaku rindu
    kangen kasih sayang hati hatiku jiwa rasa air mata tangis tawa senyum luka duka lara sedih bahagia sunyi sepi
    sendiri diam bisik bisikan
    janji setia khianat dendam rahasia misteri bayang bayangan jejak langkah pulang pergi kembali datang pertemuan
    perpisahan menunggu menanti
    penantian mencari kehilangan lupa kenangan mimpi impian harapan asa takdir nasib hidup kehidupan mati kematian
    maut darah api abu senja
    fajar pagi siang malam subuh hujan gerimis badai angin embun kabut langit awan bintang bulan matahari rembulan
    purnama pelangi laut ombak
    pantai pulau sungai gunung bukit hutan padang ilalang lembah bunga mawar melati kembang daun ranting pohon burung
    merpati kupu rumah
    jendela pintu kamar jalan lorong persimpangan stasiun kota negeri kampung menara istana surga neraka bidadari
    malaikat iblis setan hantu
    peri putri pangeran raja ratu pendekar ksatria perempuan wanita lelaki gadis janda perawan bocah anak ibu ayah
    emak bapak kakek nenek kakak
    adik paman bibi saudara kembar hari tahun musim dini terakhir pertama selamanya hitam putih merah biru jingga
    ungu cahaya gelap terang
    kunang lentera lilin surat catatan kisah cerita dongeng lagu nyanyian nada tarian jangan biarkan kepada salah
    cantik indah maaf terima
    jomblo cewek cowok playboy gue lo elo cewe pocong kuntilanak arwah gentayangan pembunuhan pembunuh detektif
    petualangan liburan sekolah
    geng tersesat terlarang tersembunyi ajaib sihir penyihir naga monster vampir
    my me you love heart girl boy night day dark secret dream lost last first
"""
_BETWEEN = frozenset(
    [
        "sang",
        "si",
        "para",
        "untuk",
        "dari",
        "di",
        "yang",
        "dan",
        "ke",
        "dalam",
        "antara",
        "bersama",
        "tanpa",
        "dengan",
        "seperti",
        "tentang",
        "saat",
        "ketika",
        "sampai",
        "jika",
        "bila",
        "the",
        "a",
        "of",
        "and",
        "in",
    ]
)
STORY_WORDS = frozenset(_WORDS.split())
_LONGEST = 6  # words; a longer title says what it is about


def story_share(words: Sequence[str]) -> float:
    """0..1, how much of a title's folded words are those of stories; 0 where fewer than half are, or the title is
    long.
    """
    if not words or len(words) > _LONGEST or STORY_WORDS.isdisjoint(words):
        return 0.0
    share = sum(word in STORY_WORDS or word in _BETWEEN for word in words) / len(words)
    return share if share >= 0.5 else 0.0

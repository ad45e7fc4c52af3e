"""What was read in the wrong encoding is put back in one pass, in 22 languages; what was written so is left alone."""

from __future__ import annotations

import pytest

from spinscore.detectors.leak._mojibake import decode, decode_one_byte
from spinscore.document import Document
from spinscore.edits import apply, chosen
from spinscore.engine import RuleSet
from spinscore.findings import Finding
from spinscore.registry import all_rules

SENTENCES: dict[str, str] = {
    "en": "“Nobody asked us,” the mayor’s aide said – and the café’s owner agreed… It’ll cost £40 or €45, he’s told.",
    "de": "Der Bürgermeister sagte: „Die Brücke ist gesperrt.“ Für die Straße gäbe es – so heißt es – 40 € Zuschuss.",
    "fr": "Le maire a déclaré : « C’est une première. » L’été dernier, le château était fermé à cause d’une œuvre.",
    "es": "El señor Núñez preguntó: «¿Qué pasó mañana?» La inundación llegó el sábado; ¡cuánta agua!",
    "pt": "O presidente da câmara não quis comentar a situação: “É cedo”, disse. As ações caíram, e o avô também.",
    "it": "Il sindaco ha detto: «Perché no?» La città è più bella così, però l’opera non è finita.",
    "nl": "De burgemeester zei: ‘Geen idee.’ De coördinatie van de reünie in België kostte € 40.",
    "sv": "Borgmästaren sade: ”Bron är stängd.” På Åland är det lördag, och kön är lång.",
    "da": "Borgmesteren sagde: »Broen er lukket.« På Ærø spiser de rødgrød med fløde.",
    "pl": "Burmistrz powiedział: „Most jest zamknięty”. W Łodzi żółw źle się czuje, a pięć gęsi śpi.",
    "cs": "Starosta řekl: „Most je zavřený.“ Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "hu": "A polgármester azt mondta: „A híd zárva van.” Árvíztűrő tükörfúrógép.",
    "ro": "Primarul a spus: „Podul este închis.” În oraș plouă, iar școala și spitalul stau în beznă.",
    "tr": "Belediye başkanı “Köprü kapalı” dedi. Şehirde yağmur yağıyor, ığdır çok güzel.",
    "ru": "Мэр сказал: «Мост закрыт». Причал откроют весной, а съезд — ещё позже.",
    "uk": "Мер сказав: «Міст закрито». Причал відкриють навесні, а з’їзд — ще пізніше.",
    "el": "Ο δήμαρχος είπε: «Η γέφυρα έκλεισε». Η αποβάθρα θα ανοίξει την άνοιξη.",
    "he": "ראש העיר אמר: “הגשר סגור”. הרציף ייפתח באביב.",
    "ar": "قال رئيس البلدية: «الجسر مغلق». سيفتح الرصيف في الربيع.",
    "ja": "市長は「橋は閉鎖中だ」と述べた。桟橋は春に開く予定だ。",
    "zh": "市长说：“桥已关闭。”码头将于春天开放。",
    "vi": "Thị trưởng nói: “Cầu đã đóng.” Bến cảng sẽ mở cửa vào mùa xuân.",
}
CODECS = ("cp1252", "latin-1", "cp1250", "mac_roman", "cp437", "cp850")


@pytest.fixture(scope="module")
def rule() -> RuleSet:
    return RuleSet((all_rules()["leak.encoding"],))


def findings(rule: RuleSet, text: str) -> tuple[Finding, ...]:
    return rule.run(Document.parse(text))


def repaired(rule: RuleSet, text: str) -> str:
    return apply(text, chosen(findings(rule, text), safe_only=True))


def misread(text: str, codec: str) -> str:
    """UTF-8 read as another encoding; bytes that it leaves open stay as control characters."""
    return "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode("utf-8"))


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("lang", SENTENCES)
def test_a_text_that_was_misread_is_put_back(rule: RuleSet, lang: str, codec: str) -> None:
    text = SENTENCES[lang]
    assert repaired(rule, misread(text, codec)) == text


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize("lang", [lang for lang in SENTENCES if lang != "vi"])
def test_a_text_that_was_misread_twice_is_put_back_in_one_pass(rule: RuleSet, lang: str, codec: str) -> None:
    text = SENTENCES[lang]
    assert repaired(rule, misread(misread(text, codec), codec)) == text


@pytest.mark.parametrize("lang", [lang for lang in SENTENCES if lang != "ja"])
def test_windows_1251(rule: RuleSet, lang: str) -> None:
    assert repaired(rule, misread(SENTENCES[lang], "cp1251")) == SENTENCES[lang]


@pytest.mark.parametrize("lang", SENTENCES)
def test_escapes_are_put_back(rule: RuleSet, lang: str) -> None:
    text = SENTENCES[lang]
    for form in ("&#{};", "&amp;#{};"):
        assert repaired(rule, "".join(c if c.isascii() else form.format(ord(c)) for c in text)) == text
    quoted = "".join(c if c.isascii() else "".join(f"={b:02X}" for b in c.encode()) for c in text)
    assert repaired(rule, quoted) == text
    escaped = "".join(c if c.isascii() else f"&#{ord(c)};" for c in misread(text, "latin-1"))
    assert repaired(rule, escaped) == text


@pytest.mark.parametrize("lang", SENTENCES)
def test_good_text_is_left_alone(rule: RuleSet, lang: str) -> None:
    assert findings(rule, SENTENCES[lang]) == ()
    assert findings(rule, SENTENCES[lang].upper()) == ()


def test_one_byte_russian_and_french_capitals() -> None:
    assert decode_one_byte("Ïðè÷àë îòêðîþò âåñíîé") == "Причал откроют весной"
    assert decode_one_byte("ÉÉÉÉ ÀÀÇÇ") is None


def test_a_repair_does_not_go_on_where_good_text_happens_to_be_bytes() -> None:
    assert decode("‚Äô√©", ("mac_roman",)) == "’é"

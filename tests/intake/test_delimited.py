"""Text files: encoding and delimiter by content."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake.delimited import decode, guess_delimiter, read_delimited


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_told_by_regularity(delimiter: str) -> None:
    text = "\n".join(
        [
            "Daftar kegiatan, sementara; lengkap",
            delimiter.join(["NO", "TGL", "JAM", "TEMPAT"]),
            delimiter.join(["1", "1 Des", "0.625", "Kel. Dinoyo"]),
            delimiter.join(["2", "2 Des", "0.5"]),
        ]
    )
    assert guess_delimiter(text) == delimiter


def test_a_decimal_comma_does_not_make_a_comma_file() -> None:
    text = "NO;MULAI;SAMPAI;MASSA\n1;0,625;0,708;80,0\n2;0,791;0,8;1.250,0\n"
    assert read_delimited(text).rows[2] == ["1", "0,625", "0,708", "80,0"]


def test_a_declared_delimiter_is_believed_and_its_line_not_counted() -> None:
    assert read_delimited("sep=|\r\na|b\r\n").rows == {1: ["a", "b"]}


def test_quotes_hold_delimiters_and_line_breaks_in_one_row() -> None:
    grid = read_delimited('a,b\r\n\r\n"x, ""y""","satu\r\ndua"\r\nz\r\n')
    assert grid.rows == {1: ["a", "b"], 3: ['x, "y"', "satu\ndua"], 4: ["z"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_told_by_content(encoding: str) -> None:
    assert decode("Kafé “X” 06.00–08.00".encode(encoding)) == "Kafé “X” 06.00–08.00"


def test_bytes_windows_leaves_undefined_do_not_stop_the_reading() -> None:
    assert decode(b"Caf\xe9 \x81 \x93X\x94") == "Café \x81 “X”"


def test_binary_data_is_no_text() -> None:
    with pytest.raises(ValueError, match="binary"):
        decode(b"abc\0def")


@given(st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=("Cs",))))
@settings(max_examples=100, deadline=None)
def test_any_utf8_text_reads_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text


def test_prose_full_of_commas_does_not_make_a_comma_file() -> None:
    text = (
        'Tanggal;Kegiatan\r\n09/12/2023;"a) 08.00 Tatap muka, Balai, 40 orang\r\n'
        'b) 13.00 Rapat, Aula, 90 orang"\r\n10/12/2023;"a) x, y, z"\r\n'
    )
    assert guess_delimiter(text) == ";"

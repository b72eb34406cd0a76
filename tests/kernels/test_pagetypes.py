"""Types of pages, by their addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadsign.kernels.pagetypes import page_type


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://shop.example", "home"),
        ("https://shop.example/de/", "home"),
        ("https://shop.example/en-gb", "home"),
        ("https://shop.example/en/index.html", "home"),
        ("https://shop.example/?ref=x", "home"),
        ("https://shop.example/collections/tents", "category"),
        ("https://shop.example/c/tents", "category"),
        ("https://shop.example/collections/tents/products/dome-2", "product"),
        ("https://shop.example/p/123", "product"),
        ("https://shop.example/Produkte/zelt.html", "product"),
        ("https://shop.example/de/Catégorie/x", "category"),
        ("https://shop.example/blog/how-to-pitch", "article"),
        ("https://shop.example/calculator", "tool"),
        ("https://shop.example/blog/gifts", "article"),
        ("https://shop.example/about", "other"),
        ("https://shop.example/cat-food", "other"),
    ],
)
def test_type(address: str, kind: str) -> None:
    assert page_type(address) == kind


@given(st.text())
def test_any_text_has_a_type(address: str) -> None:
    assert page_type(address) in {"home", "category", "product", "article", "tool", "other"}

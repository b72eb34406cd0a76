"""The names of a site that nobody has told."""

import pytest

from roadsign.kernels.anchors.brands import infer_brands, label_of


@pytest.mark.parametrize(
    ("domain", "label"),
    [
        ("talwind.example", "talwind"),
        ("shop.talwind.co.uk", "talwind"),
        ("talwind.github.io", "talwind"),
        ("xn--mller-kva.example", "müller"),
        ("192.0.2.1", ""),
        ("", ""),
    ],
)
def test_label(domain: str, label: str) -> None:
    assert label_of(domain) == label


def test_the_spelling_that_owners_use_comes_first() -> None:
    anchors = [("Reed & Willow", 9), ("reed and willow", 2), ("here", 30), ("wicker chairs", 12)]
    first, *others = infer_brands("reedandwillow.example", anchors)
    assert first == "Reed & Willow"
    assert "reed and willow" in others


def test_the_title_names_the_site() -> None:
    title = "Wicker chairs \N{EN DASH} Reed-Willow"
    assert infer_brands("reedwillow.example", title=title)[0] == "Reed-Willow"


@pytest.mark.parametrize(
    ("domain", "brand"),
    [
        ("talwind-radsport.example", "Talwind Radsport"),
        ("silvermarten.example", "Silvermarten"),
        ("copperkettle.example", "Copper Kettle"),
    ],
)
def test_the_domain_alone_names_the_site(domain: str, brand: str) -> None:
    assert infer_brands(domain)[0].casefold().replace(" ", "") == brand.casefold().replace(" ", "")


def test_what_any_shop_is_called_is_left_out_as_well() -> None:
    assert infer_brands("talwind-shop.example") == ("Talwind Shop", "Talwind")


def test_an_address_has_no_name() -> None:
    assert infer_brands("192.0.2.1", [("Talwind", 4)]) == ()

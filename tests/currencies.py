"""The currency of tests that build what tables otherwise declare."""

from civbenefits.money import Coin, Currency
from civbenefits.texts import Text

YUAN = Currency(
    "yuan",
    Text("元", "yuan"),
    "CNY",
    (
        Coin("yuan", Text("元", "yuan"), 100),
        Coin("jiao", Text("角", "jiao"), 10),
        Coin("fen", Text("分", "fen"), 1),
    ),
    ("块", "块钱", "rmb", "¥"),
)

DECLARED = (
    "{unit: yuan, code: CNY, zh: 元, en: yuan, parts: {"
    "jiao: {zh: 角, en: jiao, hundredths: 10}, fen: {zh: 分, en: fen, hundredths: 1}}}"
)
"""The same as a table declares it."""

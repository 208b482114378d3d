"""Articles of our own for the tests: each line with the kind that a reader would give it."""

WIRE = (
    ("title", "Vessaly closes canal to Orland tankers after talks fail"),
    ("byline", "By Mira Tolland and Jonas Eck"),
    ("furniture", "March 4, 2021 7:12 PM"),
    ("furniture", "3 min read"),
    (
        "body",
        "TANA, March 4 (Reuters) - Vessaly said on Thursday that it would close its northern canal to tankers from "
        "neighbouring Orland, two days after talks over fees broke down without a date for another round.",
    ),
    (
        "body",
        "The transport ministry called the step temporary. “We were left no other choice,” a spokesman told reporters "
        "in the capital, adding that ships with food and medicine would be let through.",
    ),
    ("furniture", "Read also: Orland doubles harbour fees for foreign ships"),
    (
        "body",
        "Orland, which sends most of its oil through the canal, accused Vessaly of breaking a treaty that both "
        "signed in 1994 and said that it would turn to the court in The Hague.",
    ),
    ("furniture", "Advertisement"),
    ("body", "Vessaly denied this."),
    (
        "body",
        "Shipping companies said they expected prices to rise within days. Some forty vessels were waiting at the "
        "northern entrance on Thursday evening, according to the port authority.",
    ),
    ("credit", "Reporting by Mira Tolland in Tana; Editing by Ann Lee"),
    ("furniture", "Share this article"),
    ("furniture", "Leave a Reply"),
    ("furniture", "Your email address will not be published. Fields with * must be filled"),
)

AGGREGATED = (
    ("furniture", "Home » World » Orland warns of ‘grave steps’ if canal…"),
    ("title", "Orland warns of ‘grave steps’ if canal stays shut"),
    ("furniture", "admin"),
    ("furniture", "12.03.2021 - 09:40"),
    ("furniture", "Facebook Twitter WhatsApp"),
    (
        "body",
        "Orland’s foreign minister warned on Friday that his country would take grave steps should the canal to the "
        "northern sea stay shut for more than a week, while diplomats of three states tried to bring both sides back "
        "to the table.",
    ),
    (
        "body",
        "The minister did not say what he meant, but newspapers in the capital wrote that the army had called up "
        "reservists in two border districts. The defence ministry would not confirm the reports.",
    ),
    ("heading", "Treaty of 1994"),
    (
        "body",
        "Under the treaty, which ended a border war of eleven years, ships of both states may use the canal for the "
        "same fee. Vessaly holds that Orland has paid too little since 2015.",
    ),
    (
        "body",
        "A lawyer who advised both governments at the time said the text was open to both readings, and that only "
        "judges could settle the matter.",
    ),
    ("credit", "Kaynak: Radio Orland"),
    ("furniture", "ETİKETLER: Orland, Vessaly"),
    ("furniture", "YORUM YAZ"),
    ("furniture", "Henüz yorum yapılmamış. İlk yorumu siz yapın!"),
    ("furniture", "Önceki Haber"),
    ("furniture", "Sonraki Haber"),
)


def text_of(lines: tuple[tuple[str, str], ...], between: str = "\n\n") -> str:
    return between.join(line for _, line in lines)

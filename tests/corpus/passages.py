"""Small invented passages for the tests of the corpus tools."""

from corpus.tools.inline import parse
from corpus.tools.records import Passage

TREATY = """\
=== ferry-01
register: wire
region: pacific
published: 2011-03-02
fictional: yes
---
[title [a1 Tavoro] [e1 seizes] [o1 ferries] off [a2 Moluka]]
[dateline [p1 PORT ILE], March 2 (Island Wire) -] [q2+a3 Harbour Minister Sela Tane] [c2 said] on [d1 Tuesday] [s2 that [q3+a4 the coast \
guard] [c3 had denied] [s3 that it [e1 took] [n1 some 12] [o1 ferries]]].
She [c4+e2 demanded] [s4 their [e3 return] [k1 if the courts find against Tavoro]].
[furniture/share Share this]
---
a1 state "Tavoro"
a2 state "Moluka"
a3 person "Sela Tane" role="Harbour Minister" country=a2 sector=GOV
a4 body "the coast guard" country=a1 unnamed
s2 assert indirect by=a3 date=d1
s3 deny indirect by=a4 parent=s2
s4 demand indirect by=a3 to=a1
e1 COERCE/seize actor=a1 object=o1 place=p1 context=economic | article:happened s3:denied
e2 REQUEST/yield actor=a3 to=a1 is=s4 | article:happened
e3 RETREAT/release actor=a1 to=a2 condition=k1 | s4:conditional
o1 goods quantity=n1 min=10 max=15 unit=ferries approx
d1 2011-03-01 to=published
p1 "Port Ile" country=a1
"""

OTHER = """\
=== ferry-02
register: tabloid
region: pacific
published: unknown
fictional: yes
copy: ferry-01 spun
same: e1=ferry-01/e1
note: a "spun" text \\[sic\\]
---
Tavoro [e1 grabbed] boats \\[all of them\\], it was a back\\\\slash day.
\\---
\\=== not a head
---
e1 COERCE/seize actor=- | article:denied
"""


def passage(source: str = TREATY) -> Passage:
    """The one passage of a source that must be readable."""
    parsed = parse(source, "ferry.txt")
    assert not parsed.faults
    (found,) = parsed.passages
    return found

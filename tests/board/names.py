"""Names that are to be taken for the same, and that are not, by the browser and by the server."""

ALIKE = (
    ("Ekra Sykkel", "ekra sykkel"),
    ("Forandringsfabrikken", "Forandringsfabrikken (Oslo)"),
    ("Forandringsfabriken", "Forandringsfabrikken"),
    ("Gatelangs AS", "Stiftelsen Gatelangs"),
    ("Ungt Kjøkken", "UngtKjøkken"),
    ("Kirkens Bymisjon", "Kirkens Bymisjon i Elvebyen"),
    ("Senter 1", "senter 1."),
)
DIFFERENT = (
    ("Ekra", "Akka"),
    ("BUA", "BUF"),
    ("Senter 1", "Senter 2"),
    ("Ungt Kjøkken", "Ungt Verksted"),
    ("Kjør for livet", "Lær for livet"),
    ("!", "?"),
    ("Et langt svar som ikke er noe navn i det hele tatt, men en setning", "Et langt svar som ikke er noe navn"),
)

"""What people may write for a scope and for a role, with Danish letters and without."""

from __future__ import annotations

SCOPE_WORDS = {
    "offentlig": "offentlig",
    "public": "offentlig",
    "omraade": "omraade",
    "område": "omraade",
    "med": "med",
    "udvalg": "udvalg",
    "organ": "organ",
    "rolle": "rolle",
    "person": "person",
}
ROLE_WORDS = {
    "chef": "head",
    "direktør": "director",
    "direktoer": "director",
    "kommunaldirektør": "chief_executive",
    "kommunaldirektoer": "chief_executive",
    "procesejer": "process_owner",
    "formand": "chair",
    "næstformand": "vice_chair",
    "naestformand": "vice_chair",
    "suppleant": "substitute",
    "medarbejderrepræsentant": "employee_rep",
    "medarbejderrepraesentant": "employee_rep",
    "sekretær": "secretary",
    "sekretaer": "secretary",
    "medlem": "member",
}

"""Words from which sample CVs are made: places, schools, functions, motivations, by language."""

from candidates.enums import EmployerKind, ExpertiseField

CITIES = {
    "fr": [
        "Bruxelles",
        "Liège",
        "Namur",
        "Charleroi",
        "Mons",
        "Tournai",
        "Arlon",
        "Wavre",
        "Verviers",
        "Huy",
    ],
    "nl": ["Gent", "Antwerpen", "Leuven", "Brugge", "Mechelen", "Hasselt", "Kortrijk", "Aalst", "Brussel"],
    "de": ["Eupen", "Sankt Vith", "Kelmis", "Raeren", "Büllingen", "Amel"],
    "en": ["Brussels", "Tervuren", "Antwerp"],
}
TOWN = {"fr": "Ville de", "nl": "Stad", "de": "Stadt", "en": "City of"}
UNIVERSITIES = {
    "fr": ["Université de Liège", "Université libre de Bruxelles", "UCLouvain", "Université de Namur"],
    "nl": ["KU Leuven", "Universiteit Gent", "Vrije Universiteit Brussel", "Universiteit Antwerpen"],
    "de": ["RWTH Aachen", "Universität zu Köln", "Université de Liège"],
    "en": ["College of Europe", "KU Leuven", "Maastricht University"],
}
DEGREES = {
    "fr": ["Master en droit", "Master en sciences politiques", "Bachelier en communication"],
    "nl": ["Master in de rechten", "Master politieke wetenschappen", "Bachelor journalistiek"],
    "de": ["Master Rechtswissenschaften", "Master Politikwissenschaft", "Bachelor Verwaltung"],
    "en": ["MA European studies", "LLM international law", "MSc statistics"],
}
DEGREE_FIELDS = [ExpertiseField.LAW, ExpertiseField.DEMOCRACY, ExpertiseField.MEDIA]
FUNCTIONS = {
    ExpertiseField.LAW: {"fr": "Juriste", "nl": "Jurist", "de": "Juristin", "en": "Lawyer"},
    ExpertiseField.PUBLIC_ADMINISTRATION: {
        "fr": "Attaché", "nl": "Attaché", "de": "Referent", "en": "Policy officer",
    },
    ExpertiseField.HUMAN_RIGHTS: {
        "fr": "Chargée de projets droits humains", "nl": "Projectmedewerker mensenrechten",
        "de": "Projektleitung Menschenrechte", "en": "Human rights officer",
    },
    ExpertiseField.MEDIA: {"fr": "Journaliste", "nl": "Journalist", "de": "Journalistin", "en": "Journalist"},
    ExpertiseField.EDUCATION: {"fr": "Enseignante", "nl": "Leerkracht", "de": "Lehrer", "en": "Teacher"},
    ExpertiseField.ECONOMY: {"fr": "Comptable", "nl": "Boekhouder", "de": "Buchhalter", "en": "Accountant"},
    ExpertiseField.SECURITY: {
        "fr": "Officier", "nl": "Officier", "de": "Offizier", "en": "Security officer",
    },
    ExpertiseField.OTHER: {"fr": "Infirmière", "nl": "Verpleegkundige", "de": "Pfleger", "en": "Nurse"},
}  # fmt: skip
EMPLOYERS = [
    (EmployerKind.FPS_FOREIGN_AFFAIRS, 9),
    (EmployerKind.FPS_JUSTICE, 4),
    (EmployerKind.FEDERAL_POLICE, 2),
    (EmployerKind.CUSTOMS, 1),
    (EmployerKind.FEDERAL_OTHER, 6),
    (EmployerKind.OTHER, 63),
    (EmployerKind.NONE, 15),
]
FEDERAL = {
    "fr": ["SPF Intérieur", "SPF Finances", "Statbel"],
    "nl": ["FOD Binnenlandse Zaken", "FOD Financiën", "Statbel"],
    "de": ["FÖD Inneres", "FÖD Finanzen"],
    "en": ["FPS Interior", "Statbel"],
}
OBSERVED = ["MD", "GE", "UA", "RS", "ME", "MK", "AL", "AM", "KZ", "KG", "UZ", "TJ", "BA", "TR", "BG"]
REGIONAL_LANGUAGES = {
    "ru": ["UA", "MD", "KG", "KZ", "AM"],
    "sr": ["RS", "ME", "BA"],
    "uk": ["UA"],
    "ro": ["MD"],
    "sq": ["AL", "MK"],
    "ka": ["GE"],
    "hy": ["AM"],
    "mk": ["MK"],
    "bs": ["BA"],
    "tr": ["TR"],
}
MOTIVATIONS = {
    "fr": [
        "Je souhaite mettre mon expérience au service de l'observation électorale.",
        "Je connais le cadre électoral : {country}. J'ai préparé cette mission avec les rapports précédents.",
        "Observer, c'est constater sans intervenir. Pour cette mission ({country}), je propose ma "
        "connaissance du dépouillement, de la langue et du terrain, et j'en connais les limites.",
    ],
    "nl": [
        "Ik wil mijn ervaring inzetten voor verkiezingswaarneming.",
        "Ik ken het verkiezingskader: {country}. Ik las de vorige verslagen ter voorbereiding.",
        "Waarnemen is vaststellen zonder tussen te komen. Voor deze missie ({country}) breng ik kennis mee "
        "van de telling, de taal en het terrein, en ik ken de grenzen van de taak.",
    ],
    "de": [
        "Ich möchte meine Erfahrung in die Wahlbeobachtung einbringen.",
        "Ich kenne den rechtlichen Rahmen der Wahl: {country}. Die früheren Berichte habe ich gelesen.",
        "Beobachten heißt feststellen, ohne einzugreifen. Für diese Mission ({country}) bringe ich Kenntnis "
        "der Auszählung, der Sprache und des Landes mit, und ich kenne die Grenzen der Aufgabe.",
    ],
    "en": [
        "I would like to put my experience to use in election observation.",
        "I know the electoral framework: {country}. I have read the earlier reports to prepare.",
        "To observe is to note without interfering. For this mission ({country}) I offer knowledge of "
        "counting, of the language and of the ground, and I know the limits of the task.",
    ],
}
WITHOUT_CERTIFICATE = {
    "fr": "Le certificat de la formation en ligne pour cette mission manque ou n'est pas lisible.",
    "nl": "Het e-learningcertificaat voor deze missie ontbreekt of is niet leesbaar.",
    "de": "Das E-Learning-Zertifikat für diese Mission fehlt oder ist nicht lesbar.",
    "en": "The e-learning certificate for this mission is missing or cannot be read.",
}

"""What an office writes, in bokmål as its staff would: reasons, notes, tasks. Nobody is meant."""

LEGAL_BASIS = {
    "granted": "Fjordby kommunes retningslinjer § 3, jf. boligsosialloven § 6",
    "refused": "Fjordby kommunes retningslinjer § 3",
    "dismissed": "Fjordby kommunes retningslinjer § 2",
}
GRANTED = (
    "Husstanden har ikke egnet bolig og klarer ikke å skaffe en selv. Vilkårene er oppfylt.",
    "Dagens bolig er uegnet. Andre tiltak er prøvd, og kommunal utleiebolig er nødvendig.",
    "Husstanden er vanskeligstilt på boligmarkedet, og behovet er varig nok til treårig leie.",
    "Behovet er godt dokumentert gjennom hjemmebesøk og uttalelse fra tjenestene.",
)
REFUSED = (
    "Husstanden har egnet bolig i dag. Behovet for en større bolig er ikke tilstrekkelig.",
    "Søkeren kan skaffe bolig selv med startlån og bostøtte. Det er tilbudt veiledning.",
    "Inntekt og formue er høy nok til å leie på det private markedet.",
    "Søkeren har ikke hatt bosted i kommunen lenge nok, og særlige grunner er ikke godtgjort.",
)
DISMISSED = (
    "Søknaden manglet nødvendige opplysninger, og de kom ikke innen fristen.",
    "Søkeren har ikke lovlig opphold eller tilknytning som gir grunnlag for å behandle søknaden.",
)
APPLICATION = (
    "Leiekontrakten er sagt opp, og husstanden finner ikke noe annet.",
    "Bor midlertidig hos slekt og kan ikke bli der.",
    "Boligen er trang og har trapper som ikke lar seg bruke lenger.",
    "Skal skrives ut og har ikke noe sted å bo.",
    "Nylig bosatt i kommunen og mangler varig bolig.",
    "Samlivsbrudd; trenger plass til barna.",
    "Høy husleie i forhold til inntekten, restanser siden i vår.",
)
SITUATION = (
    "Fortalt i samtale på kontoret.",
    "Sett ved hjemmebesøk.",
    "Opplyst av søkeren på telefon.",
    "Ifølge søknaden.",
)
NEED = ("helst nær skole", "første etasje eller heis", "gjerne nær sentrum", "rolig område", "")
AREAS = ("Sentrum", "Nordsida", "Eksempelåsen", "Havna", "")
PRIORITY = {
    1: (
        "Uten eget sted å bo, og midlertidig tilbud går ut.",
        "Barn i midlertidig botilbud; skal prioriteres.",
        "Utskrives innen to måneder uten bolig.",
    ),
    2: (
        "Uegnet bolig som går ut over helsen.",
        "Leieforholdet opphører, men noen måneder frem.",
        "Trangbodd med barn.",
    ),
    3: ("Har tak over hodet, men trenger varig bolig.", "Behovet er stabilt og kan vente noe."),
    None: ("Klasse settes når opplysningene er komplette.",),
}
RAISED = "Situasjonen er blitt mer alvorlig siden forrige vurdering."
MOVES = {
    "soknad": "Søknad mottatt.",
    "kartlegging": "Søknaden er komplett; kartlegging begynner.",
    "vedtak": "Kartleggingen er ferdig.",
    "venteliste": "Innvilget; ingen egnet bolig er ledig ennå.",
    "back": "Takket nei til tilbudet, står fortsatt på listen.",
    "tilbud": "Egnet bolig er ledig.",
    "innflytting": "Kontrakt underskrevet, nøkler utlevert.",
    "oppfolging": "Overtakelsen er gjennomført; oppfølging avtalt.",
    "avsluttet": "Saken er ferdig.",
}
NOTES = {
    "note": (
        "Dokumentasjon fra fastlege er kommet.",
        "Husstanden ønsker å bli boende i samme skolekrets.",
        "Avtalt å gå gjennom økonomien sammen og se på bostøtte.",
        "Fått fullmakt til å snakke med Nav.",
        "Har fylt ut kartleggingsskjema sammen med boligkontakt.",
    ),
    "phone": (
        "Ringte for å høre hvor saken står. Forklarte hva som skjer videre.",
        "Ringt søker om manglende opplysninger; sender dem i løpet av uken.",
        "Snakket med utleier. Kan bli boende ut måneden.",
        "Ikke svar, la igjen beskjed.",
    ),
    "meeting": (
        "Samtale på kontoret. Gått gjennom mål og hva søkeren kan gjøre selv.",
        "Ansvarsgruppe med Nav og helsetjenesten. Enige om hvem som gjør hva.",
        "Møte om startlån; for tidlig nå, tas opp igjen om et halvt år.",
    ),
    "letter": (
        "Bekreftelse på mottatt søknad er sendt.",
        "Vedtak sendt med opplysning om klage.",
        "Bedt om lønnsslipper og skattemelding.",
    ),
    "visit": (
        "Hjemmebesøk. To små rom, fukt på badet, barna deler seng.",
        "Hjemmebesøk etter innflytting. Trives, mangler gardiner og lampe.",
        "Sett på dagens bolig sammen med ergoterapeut.",
    ),
}
REPLY = "Foreløpig svar sendt med forventet dato for vedtak."
TASKS = {
    "henvendelse": ("Ring tilbake", "Send søknadsskjema"),
    "soknad": ("Be om manglende opplysninger", "Avtal kartleggingssamtale"),
    "kartlegging": ("Hjemmebesøk", "Innhent uttalelse fra helsetjenesten", "Gå gjennom økonomien"),
    "vedtak": ("Skriv vedtak", "Legg frem saken i tildelingsmøte"),
    "venteliste": ("Ring søker om situasjonen", "Vurder klassen på nytt", "Se etter egnet bolig"),
    "tilbud": ("Avtal visning", "Følg opp svar på tilbud"),
    "innflytting": ("Overtakelse med protokoll", "Søk bostøtte sammen med leietaker"),
    "oppfolging": (
        "Hjemmebesøk etter innflytting",
        "Samtale om økonomi og leie",
        "Tre måneders samtale",
    ),
    "avsluttet": (),
}
DONE = ("Registrer dokumentasjon", "Ring Nav", "Sjekk folkeregisteradresse", "Send bekreftelse")
PLACES = (
    ("Fjordby gjestehus", False, 890, 3.0),
    ("Havna camping", False, 650, 3.0),
    ("Pensjonat Prøvegata", False, 1150, 2.0),
    ("Natthjemmet i Demobakken", True, 520, 2.0),
    ("Hotell Eksempel", False, 1390, 1.0),
)
# What a household wants, in its own words, and the steps with who does them.
GOALS = (
    (
        "Et sted der ungene kan ha hvert sitt rom, og der vi får bli.",
        (
            ("Samle papirene om leiekontrakten", "Vi selv"),
            ("Søke bostøtte", "Sammen med boligkontoret"),
            ("Gå på to visninger", "Vi selv"),
        ),
    ),
    (
        "Betale husleia den dagen den skal betales.",
        (
            ("Sette opp budsjett", "Økonomirådgiveren"),
            ("Avtale fast trekk", "Jeg selv"),
        ),
    ),
    (
        "En leilighet der hunden kan bo.",
        (
            ("Spørre de private utleierne", "Jeg selv"),
            ("Skaffe attest fra utleieren før", "Boligkontoret"),
        ),
    ),
    (
        "Bo nær mor, så jeg kan hjelpe henne.",
        (("Se på kartet sammen hvilke områder det gjelder", "Jeg og saksbehandleren"),),
    ),
    (
        "Sove en hel natt uten å høre naboene.",
        (
            ("Skrive opp hva som plager", "Jeg selv"),
            ("Møte med tjenesten for psykisk helse", "Helsetjenesten"),
        ),
    ),
)

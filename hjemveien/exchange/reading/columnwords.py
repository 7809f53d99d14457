"""The many names that offices give their columns, by what the column means."""

CASE_FIELDS = {
    "case_number": (
        "journalpost,sak dok,file ref,our ref,vår ref,dok nr,no,saksnr i acos,p360 nr,p360,"
        "saksnr i elements,saksnr i websak,deres ref,dokumentnr,saks nr,caseno,saksnr,saksnummer,"
        "sak,sak nr,saksid,sak id,arkivsaksnr,arkivsak,journalnr,jnr,referanse,ref,ref nr,"
        "referansenr,løpenr,løpenummer,søknadsnr,søknad nr,case no,case nr,case,case number,"
        "case id,case ref,reference,application no,file no,id,nr,saksref,sakref,elements,websak,"
        "ephorte,acos,mappe,mappenr"
    ),
    "received": (
        "innkommet dato,søknad kom,date of application,søknadsmottak,sendt inn,registered,"
        "date in,registered on,dato inn,søknad registrert dato,dato søkt,søkedato,appl recd,"
        "app recd,recd,appl received,appl date,rec d,søknad mottatt,søknadsdato,dato søknad,"
        "mottatt,mottatt dato,mottaksdato,søknad,innkommet,inn,inndato,innkomen,inn dato,"
        "reg dato,registrert,registrert dato,søkt,søkt dato,dato mottatt,søknad dato,"
        "dato for søknad,søknad inn,mottatt søknad,søknad motteken,motteken,motteken dato,"
        "motteke,dato motteken,søkjedato,søknad innkommet,søkte,innsendt,received,date received,"
        "application date,application received,applied,date applied,dato,date,applied on,"
        "received on,kom inn,innlevert,søknad registrert,registreringsdato"
    ),
    "surname": (
        "etternavn,etternamn,slektsnavn,slektsnamn,familienavn,surname,last name,family name,"
        "søker etternavn,etternavn søker,søkjar etternamn,lastname,e navn,enavn"
    ),
    "given": (
        "given,given name s,fornavn,førenamn,fornamn,given name,first name,forename,given names,"
        "firstname,fornavn søker,søker fornavn,for og mellomnavn,fornavn mellomnavn,first names,"
        "fnavn,f navn"
    ),
    "name": (
        "household,tenant name,tenant,hvem,kven,who,navn,namn,name,søker,søkjar,søkers navn,"
        "søkjars namn,navn søker,hovedsøker,hovudsøkjar,hovedsøkers navn,navn på søker,"
        "namn på søkjar,applicant,applicant name,full name,person,bruker,brukar,klient,client,"
        "fullt navn,etternavn fornavn,fornavn etternavn,beboer,name of applicant,søkernavn,søkar,"
        "navn hovedsøker,main applicant,husstand,etternamn fornamn,surname first name,søker navn,"
        "søkjar namn"
    ),
    "name_and_identity": (
        "navn og fnr,navn fnr,navn fødselsnr,navn og fødselsnr,søker fnr,søker navn og fnr,"
        "navn personnr,namn og fnr,namn fødselsnr,name and id,name id,navn id"
    ),
    "identity": (
        "id,født pers nr,fødselsdato og personnr,national identity nr,fødselsnr og personnr,"
        "fødselsnr,fnr,f nr,personnr,pnr,fødselsnummer,personnummer,fødsels og personnr,"
        "fødselsnr 11 siffer,fødselsnr dnr,fnr dnr,dnr,d nr,person id,personid,national id,id nr,"
        "identity no,identity nr,national identity no,id no,id number,personal no,"
        "fødselsnr søker,fnr søker,søker fnr,pers nr,fødselsnr d nr,ident,identnr,norwegian id,"
        "ssn,national id no,fødselsnr 11,fødselsnr 11 sifre,11 siffer,nin,identitetsnr,"
        "personident"
    ),
    "born": (
        "født,fødd,fødselsdato,f dato,fødselsdag,birth date,date of birth,dob,born,fdato,"
        "birthdate,fødsels dato"
    ),
    "partner": (
        "spouse partner,annen voksen,other adult,anna vaksen,voksen 2,person 2,medsøker,"
        "medsøkjar,ektefelle,samboer,ektefelle samboer,partner,samboer ektefelle,co applicant,"
        "coapplicant,medsøker navn,navn medsøker,medsøkers navn,ektefelle sambuar,sambuar,spouse,"
        "joint applicant,second applicant,medsøker fnr,co applicant name,medsøkjar namn,"
        "medsøker navn fnr,make sambuar,ektemake,andre søker,søker 2"
    ),
    "partner_identity": (
        "medsøker fødselsnr,fødselsnr medsøker,fnr medsøker,medsøkers fødselsnr,medsøkers fnr,"
        "medsøker personnr,fødselsnr medsøkjar,fnr medsøkjar,medsøkjar fødselsnr,medsøkjar fnr,"
        "co applicant id,partner id,id co applicant,co applicant id nr,fnr ektefelle,fnr samboer,"
        "partner fnr,spouse id,co applicant national id"
    ),
    "child_count": (
        "ant barn,barn,barn ant,ant born,born,ant barn under 18,barn u 18,barn under 18,children,"
        "no of children,nr of children,hjemmeboende barn,heimebuande barn,barn i husstanden,"
        "antall hjemmeboende barn,ant ungar,number of children,children no,kids,born ant,"
        "tal på born,tal born,tal på barn,barn i hush,mindreårige barn,barn stk"
    ),
    "child_years": (
        "fødd år,født år,barn fødselsår alder,alder,barna f,f år,children ages,ages,kids b,"
        "kids b yr,kids born,kids yr,children b,kids years,barn født,barnas fødselsår,"
        "fødselsår barn,barnas alder,alder barn,fødselsår,barn f,barns fødselsår,barn fødselsår,"
        "fødselsår born,borna sitt fødselsår,fødselsår på barn,children born,"
        "children birth years,birth years,years of birth,children years,birth year,barna født,"
        "barnas f år,født år barn,f år barn,born fødde,barn født år,fødselsår på born,"
        "fødeår born,children year of birth,children s birth years,fødselsåra,born fødselsår,"
        "birth year children,kids birth years,fødselsår til barna,år barn,fødeår barn,"
        "borna fødselsår,alder på barn"
    ),
    "phone": (
        "mobiltelefon,contact phone,kontakttelefon,phone mobile,tlf nr 1,tlf1,mobil tlf,ph,ph no,"
        "phone number,contact no,tlf,telefon,mobil,mobilnr,tlf nr,telefonnr,phone,mobile,"
        "phone no,phone nr,tel,telephone,kontakttlf,tlf mobil,mob,tlf søker,telefon mobil,"
        "kontakt,cell,tlf privat"
    ),
    "email": ("e post,epost,email,e mail,mail"),
    "address": (
        "postadresse,adresse,nåværende adresse,noverande adresse,bostedsadresse,address,"
        "current address,folkeregistrert adresse,gateadresse,bustadadresse,c o"
    ),
    "old_reference": (
        "previous ref,old no,old nr,legacy ref,eldre ref,prev ref,gml referanse,"
        "tidligere referanse,gml ref,gammel ref,gammelt saksnr,gml saksnr,tidligere ref,gml nr,"
        "old ref,gamal ref,old reference,tidligere saksnr,ekstern ref,gammel referanse,"
        "gammelt nr,gml id"
    ),
    "living": (
        "bor hvor,lives,bosted i dag,housing now,present housing,bolig i dag,"
        "housing at application,bustad i dag,hvor bor søker,bosted,bustad før,bolig før,"
        "bur i dag,lives in,accommodation now,bosituasjon i dag,living conditions,lived before,"
        "living before,previous housing,bosituasjon før,bosit før,busituasjon før,bodde,budde,"
        "bodde før,housing before,bosituasjon nå,bosituasjon,bosit,bor nå,boforhold,bosit nå,"
        "nåværende bosituasjon,nåværende bolig,busituasjon,busituasjon no,bur no,"
        "noverande busituasjon,bosit ved søknad,bosituasjon ved søknad,housing situation,"
        "living situation,lives now,current housing,current situation,situasjon,"
        "nåværende boforhold,busituasjon ved søknad,bor,bor i dag,dagens bolig,bolig nå,"
        "bustad no,buforhold,bur,accommodation,current accommodation,housing,dagens bosituasjon,"
        "lever no,bosted nå"
    ),
    "reason": (
        "reason for applying,why,søkegrunn,bakgrunn for søknad,årsak,grunn,årsak til søknad,"
        "begrunnelse,reason,søknadsgrunn,grunnlag,årsak søknad,bakgrunn,årsak til behov,behov,"
        "grunngjeving,reason for application,hvorfor,cause"
    ),
    "group": (
        "gruppe,målgruppe,kostra gruppe,hovedgruppe,kategori,brukergruppe,group,target group,"
        "hovudgruppe,kostra,søkergruppe,søkjargruppe,main group,category,gr,grp,behovsgruppe,"
        "kostragr,brukargruppe,kostra kategori,client group,målgr,type bruker"
    ),
    "size": (
        "wanted,rom ønsket,rooms needed,size needed,ønsket størrelse,størrelse,ant rom,rom,"
        "boligstørrelse,ønsket bolig,ønska storleik,storleik,size,rooms,wished size,ønsker,"
        "behov rom,boligbehov,soverom,bedrooms,rom behov,desired size,bustadstorleik,ønske,"
        "ønska bustad,ønsket ant rom,str,ønsket str,size wanted,rooms wanted,romtal,trenger rom,"
        "behov størrelse"
    ),
    "decided": (
        "dec date,vedt dato,vedtak dato,vedtaksdato,dato vedtak,vedtatt,vedtatt dato,"
        "vedtak fattet,dato for vedtak,vedtaksdag,vedtak den,avgjort,avgjort dato,decision date,"
        "date of decision,decided,decided on,date decided,dato avgjørelse,vedteke,vedteke dato,"
        "vedtak datert,vedtak gjort,behandlet dato,decision made"
    ),
    "decision": (
        "granted,svar på søknad,resultat vedtak,result of decision,avgj,decision result,"
        "vedtak j n,outcome,result,resultat,vedtak,utfall,avgjørelse,vedtak utfall,avgjerd,"
        "decision,vedtak resultat,vedtakstype,type vedtak,innvilget,innvilget avslag,"
        "vedtak status,innv avsl,ja nei,outcome of decision,decision outcome,vedtak svar,"
        "utfall vedtak,status vedtak,vedtaksutfall,behandlingsstatus"
    ),
    "status": (
        "status,saksstatus,tilstand,state,sak status,case status,current status,søknadsstatus,"
        "stilling,status sak,status i sak,statuskode,status søknad"
    ),
    "priority": (
        "band,p,prioritert,prioritetsgruppe,hastesak,priority band,prioritet,pri,prio,"
        "prioritering,prioritetsklasse,klasse,hastegrad,priority,priority class,hast,"
        "prioriteringsklasse,prior,haster,class,pri klasse,rang,rank,urgency,kl"
    ),
    "caseworker": (
        "case officer,staff,assigned to,tildelt saksbehandler,tildelt,ansvarlig konsulent,"
        "behandlet av,assigned,saksbehandler,saksbeh,sb,saksb,beh,behandler,saksbehandlar,"
        "ansvarlig,ansvarleg,konsulent,boligkonsulent,caseworker,case worker,officer,ansv,"
        "responsible,handled by,handler,kontaktperson,cw,sakshandsamar,sakshands,handsamar,"
        "ansvarleg sakshandsamar,ansvarlig saksbehandler,saksbehandler init,sbh,saksansvarlig,"
        "worker,kontakt boligkontor,saksbeh init"
    ),
    "offered": (
        "sist tilbud,offer sent,siste tilbud,tilbud sendt dato,last offer,tilbud sendt,"
        "tilbod sendt,tilbud gitt,tilbud,tilbud dato,tilbudsdato,dato tilbud,tilbod gitt,tilbod,"
        "tilbod dato,tilbudt,tilbudt dato,offer,offered,offer date,offer made,offered on,"
        "date of offer,tilbudt bolig,tilbode,tilbydd,bolig tilbudt,gitt tilbud,tilbod gjeve,"
        "offer given"
    ),
    "answer": (
        "accepted,accept,aksept,akseptert tilbud,svar,svar på tilbud,tilbud svar,akseptert,"
        "søkers svar,svar frå søkjar,answer,reply,response,svar tilbud,svar på tilbod,"
        "takket ja nei,ja nei til tilbud,resultat tilbud,offer answer,svar tilbod,"
        "answer to offer,tilbakemelding"
    ),
    "waited": (
        "ventet dg,ventet,ventetid,ventedager,dager ventet,venta,dagar venta,waited,days waited,"
        "waiting days,ant dager,ventet dager,venta dg,venta dagar,days,waiting time,dager,"
        "ventetid dg,ventetid dager,waiting,ventetid dagar"
    ),
    "note": (
        "tilleggsopplysninger,andre merknader,huskeliste,internt notat,additional information,"
        "other,andre opplysninger,øvrige opplysninger,free text,fritekst,merknad,merknader,"
        "kommentar,kommentarer,notat,notater,anmerkning,info,annet,andre opplysn,note,notes,"
        "comment,comments,remarks,merk,div,diverse,opplysninger,tilleggsinfo,kommentarar,anna,"
        "beskrivelse,tekst,remark,intern merknad,kommentar internt,huskelapp"
    ),
    "outcome": (
        "end result,sluttstatus,avslutningsmåte,final outcome,utfall,sluttresultat,resultat,"
        "utfall sak,avsluttet som,avslutning,avslutningsårsak,avsluttet årsak,result,outcome,"
        "årsak avsluttet,how closed,avslutta som,avslutningsgrunn,grunn avsluttet,utgang,"
        "closing reason,reason closed,closed as,avsluttingsårsak,årsak avslutning,final result,"
        "ende,konklusjon,enda med,hvordan avsluttet"
    ),
    "moved": (
        "innflyttet,innflytting,innflyttingsdato,innflytta,innflytting dato,flyttet inn,"
        "flytta inn,move in,moved in,move in date,innflyttet dato,dato innflytting,innfl,"
        "innfl dato,innflyttet den,overtakelse,overtatt,moved in on,date moved in,moved,"
        "kontrakt fra,kontraktstart,innflutt,innflutting,housed on,innflyttingsdag"
    ),
    "dwelling": (
        "unit,tildelt enhet,housed at,new home,tildelt bolig,tildelt,bolig,tildelt adresse,"
        "ny bolig,ny adresse,tildelt leilighet,bustad,tildelt bustad,allocated dwelling,dwelling,"
        "allocated,flat,new address,bolig tildelt,allocated flat,dwelling allocated,leilighet,"
        "tildelt husvære,address allocated,home,allocated home,innflyttet bolig"
    ),
    "closed": (
        "lukka,lukka dato,sak lukka,end date,sluttdato,avsluttet,avsluttet dato,avslutningsdato,"
        "dato avsluttet,avslutta,lukket,lukket dato,closed,date closed,closed on,closing date,"
        "sak avsluttet,sak lukket,avsluttingsdato,slutt dato,avsl dato,ferdig,ferdig dato,"
        "arkivert,case closed,avslutta dato,ferdigbehandlet"
    ),
    "new_household": (
        "ny bytte,ny,ny søker,førstegangssøker,type søknad,søknadstype,ny gjensøker,ny søkjar,"
        "new,application type,type of application,søknad type,first time,ny husstand"
    ),
    "role": ("rolle,role,type person,relasjon,rolle i husstand,søkerrolle,person type,relation"),
    "household_size": (
        "husstandsstørrelse,ant personer,ant i husstand,personer,household size,ant pers,persons,"
        "hushald storleik,no of persons,husstand ant,nr of persons"
    ),
    "protection": (
        "skjerming,skjermet,gradering,adressebeskyttelse,adressegradering,skjerma,protected,"
        "protection,kode 6 7,adressesperre,sperret"
    ),
    "interim": ("foreløpig svar,forel svar,førebels svar,interim reply,foreløpig svar sendt"),
}

STAY_FIELDS = {
    "case_number": CASE_FIELDS["case_number"],
    "surname": CASE_FIELDS["surname"],
    "given": CASE_FIELDS["given"],
    "name": (
        CASE_FIELDS["name"]
        + ",resident,beboer,bebuar,occupant,gjest,guest,beboar,household,hushald"
    ),
    "identity": CASE_FIELDS["identity"],
    "born": CASE_FIELDS["born"],
    "phone": CASE_FIELDS["phone"],
    "child_count": CASE_FIELDS["child_count"],
    "child_years": CASE_FIELDS["child_years"],
    "place": (
        "navn på tilbud,midlertidig bolig,tilbyder,innlosjert hos,innlosjert,hvor innlosjert,"
        "mellombels bustad,temporary housing,temp accommodation,sted,stad,botilbud,butilbod,"
        "overnattingssted,tilbud,overnatting,hotell,plassering,place,accommodation,navn på sted,"
        "leverandør,utleier,hvor,kor,where,midlertidig botilbud,mellombels butilbod,"
        "type botilbud,type,provider,overnattingsstad,losji,site,location,type tilbud,bosted,"
        "innkvartering,hotel,botilbod,stad overnatting,opphaldsstad"
    ),
    "start": (
        "in,date in,fra og med,frå og med,checked in,innsjekket,fra,frå,fra dato,frå dato,"
        "innsjekk,inn,start,startdato,from,from date,check in,inndato,flyttet inn,ankomst,"
        "arrival,date from,start date,f o m,fom,innlosjert,starta,dato fra,dato inn,innflyttet,"
        "arrived,periode fra,opphold fra"
    ),
    "until": (
        "out,date out,til og med,checked out,utsjekket,til,til dato,utsjekk,ut,slutt,sluttdato,"
        "to,to date,until,check out,utdato,flyttet ut,avreise,departure,date to,end,end date,"
        "t o m,tom,utlosjert,slutta,dato til,dato ut,utflyttet,left,periode til,opphold til"
    ),
    "nights": (
        "døgn,ant døgn,netter,ant netter,nights,no of nights,nr of nights,dager,dagar,days,"
        "ant dager,ant dagar,tal døgn,antall døgn,dg,overnattinger,tal netter,number of nights,"
        "dgn"
    ),
    "price": (
        "daily rate,beløp pr døgn,nok,rate night,beløp,rate per night,cost night,kr,kr natt,"
        "nok night,nok per night,kr per natt,kr pr natt,nok døgn,kr dag,per night,pris pr døgn,"
        "døgnpris,pris,kr pr døgn,pris døgn,kostnad,price,price per night,price a night,rate,"
        "sats,pr døgn,kostnad pr døgn,cost,cost per night,kroner pr døgn,price night,døgnsats,"
        "pris natt,nightly rate,pris per natt,pris kr,kr døgn,pris per døgn"
    ),
    "caseworker": CASE_FIELDS["caseworker"],
    "note": CASE_FIELDS["note"],
    "total_price": ("sum,totalt,total,totalpris,sum kr,amount,sum pris,i alt,total cost"),
}

DWELLING_FIELDS = {
    "kommunenummer": ("kommunenr,komnr,kommune,knr,municipality no,municipality nr,municipality"),
    "gnrbnr": (
        "gnrbnr,gnr bnr,gårdsnr bruksnr,gards og bruksnr,gardsnr bruksnr,matrikkel,matrikkelnr,"
        "cadastral no,cadastral nr,eiendom,land nr,gnr/bnr,matrikkelnummer,property no"
    ),
    "gnr": ("gnr,gårdsnr,gardsnr"),
    "bnr": ("bnr,bruksnr"),
    "festenummer": ("festenr,fnr,feste"),
    "seksjonsnummer": ("seksjonsnr,snr,seksjon,section,section nr,section no"),
    "bruksenhetsnummer": (
        "bruksenhetsnr,bruksenhet,leilighetsnr,leilighet,bolignr,h nr,hnr,bruksnr h,unit,unit no,"
        "unit nr,unit number,flat no,apartment no,leil nr,leilnr,brukseining,leilegheitsnr,"
        "brukseiningsnr,bustadnr,enhet,husvære,apartment,apt,dwelling unit,dwelling no"
    ),
    "adresse": (
        "adresse,gateadresse,boligadresse,address,bustadadresse,street address,besøksadresse"
    ),
    "gatenavn": (
        "gatenavn,gate,vei,veg,veinavn,vegnavn,gatenamn,vegnamn,street,street name,adressenavn"
    ),
    "husnummer": ("husnr,nr,gatenr,house no,house nr,husnummer,no,house number,street no"),
    "husbokstav": ("husbokstav,bokstav,letter,house letter,oppgang"),
    "postnummer": (
        "postnr,post nr,postnummer,postal code,postcode,zip,post code,poststed,postnr sted"
    ),
    "ekstrareferanse": (
        "ekstrareferanse,ekstra ref,ref,extra reference,reference,boligid,bolig id,dwelling id,"
        "internt nr,objektnr,bustad id"
    ),
    "koboboligtype": (
        "koboboligtype,boligtype,type,bustadtype,dwelling type,type bolig,kobo boligtype,"
        "type of dwelling,kategori,type bustad"
    ),
    "underkategoriboligtype": (
        "underkategoriboligtype,underkategori,undertype,subtype,underkategori boligtype"
    ),
    "kobodisposisjonsform": (
        "kobodisposisjonsform,disposisjonsform,eieform,eierform,eigeform,tenure,"
        "kobo disposisjonsform,disponering,ownership,disponeringsform"
    ),
    "boligeiersnavn": (
        "boligeiersnavn,eier,eiers navn,boligeier,eigar,owner,owner name,boligeiers navn"
    ),
    "boligeiersorganisasjonsnummer": (
        "boligeiersorganisasjonsnr,organisasjonsnr,org nr,orgnr,eiers orgnr,owner no,"
        "boligeiers organisasjonsnr"
    ),
    "boligeiersmobilnummer": (
        "boligeiersmobilnr,eiers mobil,eier tlf,owner phone,boligeiers mobilnr"
    ),
    "boligstatus": (
        "boligstatus,status,tilstand,utleiestatus,bustadstatus,dwelling status,state,"
        "status bolig,utleigestatus"
    ),
    "statusdato": ("statusdato,status dato,status fra,status date,dato status,status since"),
    "manedsleie": (
        "manedsleie,månedsleie,husleie,leie,leie pr mnd,rent,monthly rent,husleige,månadsleige,"
        "leie pr måned,rent per month,leige,leie mnd,leiepris"
    ),
    "malernummerstrom": (
        "malernrstrom,målernr strøm,strømmåler,electricity meter,målernr,målernr straum"
    ),
    "malernummervann": ("malernrvann,målernr vann,vannmåler,water meter,målernr vatn"),
    "depositum": ("depositum,deposit"),
    "errullestoltilpasset": (
        "errullestoltilpasset,rullestol,rullestoltilpasset,wheelchair,hc,rullestoltilpassa,"
        "tilgjengelig,wheelchair accessible,rullestolbruker,er rullestoltilpasset,"
        "universell utforming"
    ),
    "antallsoverom": (
        "antsoverom,ant soverom,soverom,bedrooms,no of bedrooms,ant rom,rom,rooms,nr of bedrooms,"
        "tal soverom,number of bedrooms"
    ),
    "skolekretsbarneskole": (
        "skolekretsbarneskole,barneskole,skolekrets,school,skulekrins,skolekrets barneskole"
    ),
    "skolekretsungdomsskole": (
        "skolekretsungdomsskole,ungdomsskole,ungdomsskule,skolekrets ungdomsskole"
    ),
    "ovriginformasjon": (
        "ovriginformasjon,øvrig informasjon,merknad,kommentar,info,note,notes,other information,"
        "anna,annet,remarks,notat,merknader,comments,comment"
    ),
    "kvalifiserermvakompensasjon": (
        "kvalifiserermvakompensasjon,mva,mva kompensasjon,mva komp,vat"
    ),
    "erbofellesskap": ("erbofellesskap,bofellesskap,shared housing,bufellesskap,er bofellesskap"),
    "erdognbemannet": ("erdognbemannet,døgnbemannet,bemannet,staffed,døgnbemanna,er døgnbemannet"),
    "harpersonalbase": ("harpersonalbase,personalbase,staff base,har personalbase"),
    "hovedsoker": (
        "hovedsoker,hovedsøker,leietaker,leigetakar,tenant,fnr leietaker,leietaker fnr,beboer,"
        "fødselsnr leietaker,leietakers fnr,tenant id,tenant id no,leigar,fødselsnr,"
        "fnr leigetakar,bebuar,leietakers fødselsnr"
    ),
    "leieforholdertidsubegrenset": (
        "leieforholdertidsubegrenset,tidsubegrenset,løpende,open ended,tidsuavgrensa,indefinite,"
        "tidsubestemt,leieforhold er tidsubegrenset,tidsubegrensa"
    ),
    "leieforholdstartdato": (
        "leieforholdstartdato,leie fra,kontrakt fra,leiestart,innflyttet,lease start,lease from,"
        "kontraktstart,leige frå,kontrakt frå,from,fra,start,startdato,leieforhold startdato,"
        "leieforhold start,start leie,tenancy start,leieforhold fra,leigestart"
    ),
    "leieforholdsluttdato": (
        "leieforholdsluttdato,leie til,kontrakt til,leieslutt,lease end,lease to,kontraktslutt,"
        "leige til,to,til,slutt,sluttdato,leieforhold sluttdato,leieforhold slutt,slutt leie,"
        "kontrakt utløper,utløper,tenancy end,leieforhold til,lease until,leigeslutt"
    ),
    "areal": ("areal,bra,bruksareal,kvm,m2,area,size,storleik,størrelse"),
    "etasje": ("etasje,floor,etg"),
}

CODES_FIELDS = {
    "code": (
        "kortnavn,kortnamn,signatur,merke,tegn,kode,forkortelse,forkorting,code,initialer,"
        "initialar,initials,init,kortform,fork,abbreviation,short,sign,verdi,value"
    ),
    "meaning": (
        "betyr,betydning,forklaring,tekst,meaning,beskrivelse,means,navn,tyding,tyder,namn,"
        "description,skildring,fullt navn,name,står for,forklart,stands for,betegnelse,full name"
    ),
    "what": (
        "hva,gjelder,type,kategori,kva,gjeld,what,felt,kolonne,field,list,liste,gruppe,kodetype,"
        "applies to,column,område,kind,bruk"
    ),
}

"""What columns are called in a client's other tables: accounts, contacts, activities, knowledge, wallet, surveys.

The words of order files stand in `vocabulary`; a table here names its own columns and borrows the words they share.
"""

from __future__ import annotations

from collections.abc import Mapping

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake.mapping import EXTRA_COLUMNS
from kamlib.tables.intake.vocabulary import WORDS

_DATES = WORDS["ordered_at"]
_QUESTIONNAIRES = (
    "response responseno responsenumber respondent respondentid respondentno questionnaire questionnaireid questionnaireno "
    "interview interviewid interviewno teilnehmer teilnehmerid teilnehmernr fragebogen fragebogennr fragebogenid "
    "befragter befragtennr repondant idrepondant encuestado idencuesta cuestionario rispondente "
    "idrispondente questionario respondentnr vragenlijst vragenlijstnr"
)
_ASKED = (
    "itemcode itemid itemno itemnumber variable varname question questionid questionno questioncode frage fragenr fragencode "
    "codequestion pregunta codigopregunta domanda codicedomanda vraag vraagnr"
)
_TICKED = (
    "answers answercode value score rating response ticked antwort antwortcode wert bewertung note punkte reponse valeur "
    "respuesta valor puntuacion risposta valore punteggio antwoord waarde"
)
_OWN: dict[str, dict[str, str]] = {
    "accounts": {
        "account_id": "id accountcode",
        "parent_id": (
            "parentid parent parentaccount parentno groupid group groupno holdingid konzernnr konzernnummer "
            "gruppe muttergesellschaft groupe idgroupe grupo idgrupo gruppo concern moederbedrijf 모회사코드 母公司编号"
        ),
        "parent_name": (
            "parentname groupname holding holdingname konzern konzernname gruppenname nomgroupe nombregrupo nomegruppo "
            "concernnaam 모회사명 母公司"
        ),
        "account_type": (
            "accounttype type customertype kind kundentyp kundenart kundengruppe branche industry sector segment "
            "typeclient tipocliente tipo klanttype 고객유형 客户类型"
        ),
        "manager": (
            "accountmanager owner accountowner salesperson salesrep rep representative keyaccountmanager kam betreuer "
            "kundenbetreuer aussendienst vertreter verkaeufer verkaufer commercial vendeur gestor vendedor agente "
            "venditore accountmanagernaam 담당자 영업담당 客户经理"
        ),
        "opened_at": (
            "opened openedon createdat created createddate createdon customersince since opendate kundeseit angelegt "
            "angelegtam datecreation clientdepuis fechaalta dataapertura klantsinds 등록일 开户日期"
        ),
    },
    "contacts": {
        "contact_id": "id contactno contactcode personid ansprechpartnernr kontaktnr kontaktid idcontact idcontacto",
        "contact_name": (
            "name fullname contact contactperson person ansprechpartner kontakt kontaktname kontaktperson nomcontact "
            "interlocuteur nombrecontacto contacto nomecontatto contatto contactpersoon 담당자명 联系人"
        ),
        "role": "contactrole buyingrole function jobtitle title position rolle funktion fonction cargo ruolo functie 직책 职务",
        "department": "dept abteilung service departement departamento reparto afdeling 부서 部门",
        "last_contacted_at": (
            "lastcontacted lastcontact lastcontactdate lastactivity lastactivitydate letzterkontakt derniercontact "
            "ultimocontacto ultimocontatto laatstecontact 최근연락일 最近联系"
        ),
    },
    "activities": {
        "activity_id": "id taskid callid visitid eventid activityno aktivitaetsnr besuchsnr besuchsid besuchsnummer terminnr",
        "performed_at": f"{_DATES} activitydate visitdate performed performedon donedate besuchsdatum termin",
        "activity": (
            "activitytype type kind what task event art besuchsart kontaktart aktivitaet aktivitat taetigkeit "
            "tatigkeit "
            "activite actividad attivita"
        ),
        "minutes": "min duration durationminutes time timeminutes minuten dauer duree duracion durata duur 소요시간",
        "cost": "costs expense expenses kosten cout coste costo 비용",
        "staff": "who user employee owner salesperson rep mitarbeiter collaborateur empleado addetto medewerker 직원",
    },
    "knowledge": {
        "question": "questionno questionnumber questionid q frage fragenr pregunta domanda vraag 질문",
        "answer": "text note notes response antwort reponse respuesta risposta antwoord 답변",
        "answered_at": f"{_DATES} answered answeredon confirmed confirmedat lastconfirmed updated updatedat stand",
        "source": "from wherefrom origin quelle fuente fonte bron 출처",
    },
    "contracts": {
        "contract_id": "id contractno contractnumber contract agreement agreementid vertrag vertragsnr vertragsnummer contrat",
        "kind": "contracttype type contractkind agreementtype vertragsart typecontrat tipocontrato tipocontratto",
        "started_at": "started start startdate starts validfrom begin begindate vertragsbeginn beginn debut inicio inizio",
        "ends_at": "ends end enddate expires expiry expirydate validto vertragsende ende fin fechafin fine einde",
        "annual_value": "annualvalue yearlyvalue contractvalue value agreedvolume jahreswert vertragswert",
    },
    "deliveries": {
        "delivery_id": (
            "id delivery deliveryno deliverynumber deliverynote drop dropid shipment shipmentid lieferung lieferungsnr "
            "lieferschein lieferscheinnr lieferscheinnummer livraison"
        ),
        "delivered_at": (
            f"{_DATES} delivered deliveredon deliverydate shipped shippeddate lieferdatum zustelldatum geliefertam "
            "datelivraison"
        ),
        "kind": "deliverytype type dropkind shipmode lieferart zustellart typelivraison",
        "minutes": "duration mins time dauer minuten duree duracion durata",
        "cost": (
            "deliverycost freight freightcost shippingcost transportcost kosten fracht frachtkosten lieferkosten "
            "versandkosten transportkosten frais coste costo"
        ),
    },
    "programmes": {
        "programme": "program programmename name campaign campaignname initiative measure massnahme kampagne aktion campagne campana",
        "aim": "purpose goal objective target ziel zweck objectif objetivo obiettivo doel",
        "started_at": "started start startdate from since periodstart begin beginn von debut inicio inizio",
        "ended_at": "ended end enddate to until periodend bis ende fin fechafin fine einde",
        "spending": "spend spent cost costs expense budget amount kosten ausgaben aufwand depenses cout gasto coste spesa costo",
        "approached": "reached contacted targeted audience addressed angesprochen erreicht contactes alcanzados",
        "responded": "won kept customers newcustomers results responses gewonnen gehalten gagnes conservados",
    },
    "referrals": {
        "account_id": "newaccount newcustomer neukunde id accountcode",
        "referred_by": "referrer referredby referral recommendedby recommender broughtby source werber empfohlenvon parrain",
        "referred_at": f"{_DATES} referred referredon introduced introducedon recommendedon empfohlenam",
    },
    "items": {
        "item": (
            "itemcode itemid itemno itemnumber variable variablename varname question questionid questionno "
            "questioncode "
            "frage fragenr fragencode variablenname codequestion pregunta domanda vraag"
        ),
        "words": (
            "wording itemtext questiontext statement label variablelabel text wortlaut fragetext fragentext aussage "
            "formulierung libelle enonce enunciado texto testo formulering stelling"
        ),
        "dimension": (
            "scale construct factor subscale topic theme skala konstrukt dimensionen faktor thema echelle "
            "dimensione dimensie"
        ),
        "asks": "askedfor itemtype questiontype kind type fragetyp itemtyp fragenart typequestion tipopregunta vraagtype",
        "least": (
            "min minimum lowest scalemin scalefrom lowestvalue minvalue kleinster kleinsterwert von skalavon "
            "skalenminimum "
            "niedrigster valeurmin valormin minimo laagste"
        ),
        "most": (
            "max maximum highest scalemax scaleto highestvalue maxvalue groesster grosster groessterwert "
            "grossterwert bis skalabis skalenmaximum "
            "hoechster hochster valeurmax valormax massimo maximo hoogste"
        ),
        "reversed": (
            "reverse reversecoded reversescored reversekeyed inverted recoded umgepolt umgekehrt invers gedreht "
            "negativ "
            "inverse inversee invertido invertito omgekeerd gespiegeld"
        ),
        "missing_codes": (
            "missing missingcode missingvalue missingvalues missings noanswer dontknow dontknowcode fehlend "
            "fehlendewerte "
            "fehlwerte keineangabe weissnicht codemanquant manquant perdidos mancanti ontbrekend"
        ),
        "about": "attribute feature subject pairedwith belongsto pair merkmal gegenstand bezug paar attribut atributo attributo",
    },
    "responses": {
        "response_id": _QUESTIONNAIRES,
        "wave": "survey surveywave surveyname round welle befragung befragungswelle erhebung vague enquete ola oleada ronda golf",
        "contact_id": "contactno contactcode personid ansprechpartnernr kontaktnr kontaktid idcontact idcontacto contactpersoonid",
        "invited_at": (
            "invited invitedon invitedate invitationdate invitation sent sentat senton sentdate mailed "
            "eingeladen eingeladenam "
            "einladung einladungsdatum versendet versandt versanddatum dateinvitation dateenvoi fechainvitacion "
            "datainvito "
            "uitgenodigd uitnodiging"
        ),
        "answered_at": (
            "answered answeredon answerdate responded respondedon responsedate returned returnedon completed "
            "completedon "
            "completedate submitdate submitted submittedon enddate beantwortet beantwortetam antwortdatum "
            "ruecklauf rucklauf "
            "ruecklaufdatum rucklaufdatum abgeschlossen eingegangen datereponse reponduele fecharespuesta "
            "datarisposta beantwoord "
            "antwoorddatum"
        ),
        "seconds": (
            "duration durationseconds durationinseconds interviewtime timespent timetaken totaltime sec secs "
            "dauer sekunden "
            "bearbeitungszeit dauerinsekunden duree secondes duracion segundos durata secondi duur seconden"
        ),
        "comment": (
            "comments remark remarks opentext openanswer verbatim feedback kommentar bemerkung anmerkung freitext "
            "anmerkungen commentaire remarque comentario commento osservazioni opmerking toelichting"
        ),
    },
    "answers": {
        "response_id": _QUESTIONNAIRES,
        "item": _ASKED,
        "answer": _TICKED,
    },
    "staff_responses": {
        "staff_id": (
            "staff staffno employee employeeid employeeno personnelno mitarbeiter mitarbeiternr mitarbeiternummer "
            "personalnummer personalnr matricule salarie idempleado empleado dipendente iddipendente medewerker "
            "medewerkernr personeelsnummer"
        ),
        "department": "dept team function abteilung bereich service departement departamento reparto afdeling",
        "answered_at": (
            f"{_DATES} answered answeredon responded completed submitdate submitted beantwortet beantwortetam antwortdatum "
            "datereponse fecharespuesta datarisposta antwoorddatum"
        ),
        "item": _ASKED,
        "answer": _TICKED,
    },
    "visits": {
        "visit_id": (
            "visit visitno visitnumber mysteryvisit mysteryid mysterycall callid testcall testbesuch "
            "testbesuchnr besuch "
            "besuchsnr besuchnr besuchsnummer testanruf testanrufnr testkauf novisite visite idvisite visita "
            "idvisita bezoek "
            "bezoeknr"
        ),
        "visited_at": f"{_DATES} visited visitedon visitdate calldate besuchsdatum besuchtam datevisite fechavisita bezoekdatum",
        "rater": (
            "ratedby shopper mysteryshopper tester assessor evaluator observer judge testkaeufer testkaufer "
            "pruefer prufer bewerter "
            "beobachter evaluateur enqueteur evaluador valutatore beoordelaar"
        ),
        "standard": (
            "standards servicestandard criterion criteria check checkpoint checklistitem requirement kriterium "
            "kriterien "
            "pruefpunkt prufpunkt anforderung critere criterio requisito requisiti criterium eis"
        ),
        "met": (
            "fulfilled passed pass ok done kept score result erfuellt erfullt bestanden eingehalten ergebnis "
            "rempli respecte resultat "
            "cumplido cumple rispettato soddisfatto esito voldaan gehaald resultaat"
        ),
    },
    "standards": {
        "standard": (
            "standard criterion requirement rule servicestandard kriterium servicelevel vorgabe regel norme critere "
            "norma criterio regola norm criterium"
        ),
        "about": "about item question serves frage betrifft sujet tema over",
        "target": "target targetscore goal aim ziel zielwert sollwert soll cible objectif objetivo meta obiettivo doel",
        "least_share": (
            "leastshare minimumshare requiredshare minshare mindestanteil mindestquote sollquote partminimale cuotaminima "
            "quotaminima minimumaandeel"
        ),
    },
    "offers": {
        "item": (
            "profile profileid card cardid concept conceptid stimulus offer offerid profil profilkarte stimuluskarte "
            "angebot profilo perfil profiel"
        ),
        "attribute": "feature factor property merkmal eigenschaft attribut critere caracteristique atributo attributo kenmerk",
        "level": "value auspraegung auspragung wert stufe niveau modalite nivel livello waarde",
    },
    "complaints": {
        "complaint_id": (
            "complaint complaintno complaintnumber claim claimid claimno ticket ticketid ticketno ticketnumber "
            "case caseid "
            "caseno casenumber reklamation reklamationsnr reklamationsnummer beschwerde beschwerdenr beschwerdenummer "
            "reclamation noreclamation reclamo numeroreclamo reclamacion klacht klachtnr klachtnummer"
        ),
        "raised_at": (
            f"{_DATES} raised raisedon complaintdate claimdate opened openedon createdat created createdon reported "
            "reportedon received receivedon eingang eingangsdatum gemeldet gemeldetam reklamationsdatum "
            "datereclamation "
            "fechareclamacion datareclamo klachtdatum"
        ),
        "arose_in": (
            "arosein arose cause rootcause causedin causedby origin originstep stepofcause ursache verursacht "
            "verursachtin "
            "entstanden entstandenin entstehungsort verursacher cause origine causa origen oorzaak ontstaanin"
        ),
        "noticed_in": (
            "noticedin noticed foundin detectedin detected discoveredin whereseen stepnoticed bemerkt bemerktin "
            "entdeckt "
            "entdecktin festgestellt festgestelltin fundort constate detecte detectado rilevato ontdekt ontdektin"
        ),
        "settled_at": (
            "settled settledon closed closedat closedon resolved resolvedon solved solvedon erledigt erledigtam "
            "geschlossen "
            "geloest gelost geloestam gelostam abgeschlossen cloture resolu cerrado resuelto chiuso risolto "
            "opgelost afgehandeld"
        ),
    },
    "promises": {
        "promised_at": (
            "promisedon promisemade promisemadeon confirmed confirmedon confirmationdate orderconfirmation "
            "zugesagtam bestaetigt bestatigt "
            "bestaetigtam bestatigtam bestaetigungsdatum bestatigungsdatum auftragsbestaetigung confirmele "
            "dateconfirmation fechaconfirmacion "
            "dataconferma bevestigd bevestigdop"
        ),
        "promised_for": (
            "promised promiseddate promiseddelivery promiseddeliverydate confirmeddelivery confirmeddeliverydate "
            "agreeddelivery duedate due wunschtermin zusage zugesagt zugesagtfuer zugesagtfur zusagetermin "
            "liefertermin "
            "zugesagterliefertermin bestaetigterliefertermin bestatigterliefertermin promispour datepromise "
            "dateprevue livraisonprevue "
            "prometido fechaprometida promesso dataprevista beloofd leverdatumbeloofd"
        ),
        "delivered_at": (
            "delivered deliveredon deliverydate actualdelivery actualdeliverydate shipped shippeddate geliefert "
            "geliefertam "
            "lieferdatum zustelldatum livrele datelivraison entregado fechaentrega consegnato dataconsegna geleverd "
            "leverdatum"
        ),
    },
    "wallet": {
        "surveyed_at": f"{_DATES} surveyed surveydate askedon",
        "annual_spend": "annualspend spend yearlyspend totalspend potential budget jahresbedarf bedarf potentiel potencial",
        "our_rank": "rank rang supplierrank lieferantenrang position",
    },
}

_YES = "yes y true x ok met passed fulfilled ja j wahr erfuellt erfullt oui vrai rempli si cierto vero waar"
_NO = "no n false notmet failed nein falsch nichterfuellt nichterfullt non faux nonrempli falso nee onwaar"
YES_OR_NO = dict.fromkeys(_YES.split(), "1") | dict.fromkeys(_NO.split(), "0")
"""What is ticked in words, for a column of 1 and 0."""
_VALUES: dict[tuple[str, str], dict[str, str]] = {
    ("items", "asks"): {
        "perception": (
            "perceptions perceived performance rating got wahrnehmung wahrgenommen leistung bewertung "
            "perceptie percepcion percezione"
        ),
        "expectation": (
            "expectations expected desired erwartung erwartungen erwartet gewuenscht gewunscht attente attentes "
            "expectativa aspettativa "
            "verwachting"
        ),
        "minimum": (
            "adequate justenough tolerated mindestens mindesterwartung mindestmass geradegenug minimal "
            "suficiente minimo"
        ),
        "points": ("weight weights constantsum gewicht punkte punktesumme pointsshared hundredpoints gewichten"),
        "functional": "functionalquestion positive funktional funktionalfrage positiv fonctionnel funcional funzionale functioneel",
        "dysfunctional": (
            "dysfunctionalquestion negative dysfunktional negativ dysfonctionnel disfuncional disfunzionale "
            "disfunctioneel"
        ),
        "importance": "important stated statedimportance importances wichtigkeit bedeutung importancia importanza belang belangrijkheid",
        "satisfaction": "overall general global overallsatisfaction csat zufriedenheit gesamtzufriedenheit insgesamt tevredenheid",
        "recommend": "recommendation nps likelihoodtorecommend weiterempfehlung empfehlung recommandation recomendacion aanbeveling",
        "effort": "customereffort ces aufwand muehe muhe facilite esfuerzo sforzo moeite",
        "repurchase": "repurchaseintention buyagain wiederkauf wiederkaufabsicht reachat recompra riacquisto herhaalaankoop",
        "staff belief of expectation": (
            "staffbeliefofexpectation staffexpectation believedexpectation mitarbeitererwartung vermuteteerwartung "
            "einschaetzungerwartung einschatzungerwartung"
        ),
        "staff belief of perception": (
            "staffbeliefofperception staffperception believedperception mitarbeiterwahrnehmung vermutetewahrnehmung "
            "einschaetzungwahrnehmung einschatzungwahrnehmung"
        ),
        "attitude": "attitudes climate engagement einstellung einstellungen haltung klima actitud atteggiamento houding",
        "offer": "offers conjoint profile choicecard angebot angebote profil offre oferta offerta aanbod",
        "internal service": (
            "internalservice internalcustomer interneleistung internerkunde serviceinterne serviciointerno serviziointerno "
            "interneservice"
        ),
        "principle": "principles culture customerculture prinzip grundsatz kundenkultur principe principio beginsel",
    },
    ("items", "reversed"): {
        "1": f"{_YES} r reversed reverse inverted umgepolt umgekehrt invers inverse invertido",
        "0": _NO,
    },
    ("visits", "met"): {"1": _YES, "0": _NO},
    ("programmes", "aim"): {
        "getting": (
            "get acquire acquiring acquisition win winning newcustomers newaccounts gewinnen gewinnung neukunden "
            "neukundengewinnung kundengewinnung akquise akquisition"
        ),
        "keeping": (
            "keep retain retaining retention loyalty halten binden bindung kundenbindung bestandskunden fidelisation"
        ),
    },
}
"""What clients write for the values that a column may hold."""


def said_for(table: str, column: str) -> Mapping[str, str]:
    """Return the value for each word a client may write for it, compared as `plain` does; none where every text will do.

    >>> said_for("programmes", "aim")["neukundengewinnung"], said_for("orders", "category")
    ('getting', {})
    """
    values = _VALUES.get((table, column), {})
    return {word: value for value, words in values.items() for word in (value, *words.split())}


def words_of(table: str) -> Mapping[str, str]:
    """Return the words for each column that a file may feed of a table.

    >>> "kundennr" in words_of("accounts")["account_id"], sorted(words_of("knowledge"))[:2]
    (True, ['account_id', 'answer'])
    """
    if table == "orders":
        return WORDS
    own = _OWN[table]
    names = [*(column.name for column in CONTRACTS[table].columns), *EXTRA_COLUMNS.get(table, {})]
    return {name: " ".join(filter(None, (own.get(name), WORDS.get(name)))) for name in names}

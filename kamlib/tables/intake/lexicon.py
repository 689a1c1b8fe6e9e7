"""What columns are called in a client's other tables: accounts, contacts, activities, knowledge, wallet.

The words of order files stand in `vocabulary`; a table here names its own columns and borrows the words they share.
"""

from __future__ import annotations

from collections.abc import Mapping

from kamlib.tables.contracts import CONTRACTS
from kamlib.tables.intake.vocabulary import WORDS

_DATES = WORDS["ordered_at"]
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
            "activitytype type kind what task event art besuchsart kontaktart aktivitaet aktivitat taetigkeit tatigkeit "
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
    "wallet": {
        "surveyed_at": f"{_DATES} surveyed surveydate askedon",
        "annual_spend": "annualspend spend yearlyspend totalspend potential budget jahresbedarf bedarf potentiel potencial",
        "our_rank": "rank rang supplierrank lieferantenrang position",
    },
}

_VALUES: dict[tuple[str, str], dict[str, str]] = {
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
    names = [column.name for column in CONTRACTS[table].columns]
    return {name: " ".join(filter(None, (own.get(name), WORDS.get(name)))) for name in names}

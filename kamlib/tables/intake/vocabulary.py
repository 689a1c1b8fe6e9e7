"""What columns are called in the ledgers of the world: the words for an order, a customer, a date, an amount.

English, German, French, Spanish, Italian, Dutch, Polish, Korean and Chinese, and the field names of common systems. A
name is compared without case, accents, spaces or marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

WORDS: dict[str, str] = {
    "order_id": (
        "orderid order ordernumber orderno invoice invoiceno invoiceid invoicenumber invoicenr "
        "salesorder transaction transactionid receipt document documentno docno vbeln belnr auftrag "
        "auftragsnummer auftragsnr bestellung bestellnummer rechnung rechnungsnummer rechnungsnr "
        "rechnungnr belegnummer belegnr beleg commande numerocommande nocommande facture "
        "numerofacture nofacture pedido numeropedido factura numerofactura ordine numeroordine "
        "fattura numerofattura bestelling bestelnummer ordernummer factuur factuurnummer zamowienie "
        "faktura numerfaktury 주문번호 송장번호 订单号 发票号"
    ),
    "order_line": "orderline lineno linenumber line position pos posnr posten zeile ligne linea riga regel 행번호",
    "account_id": (
        "accountid account accountno accountnumber customer customerid customerno customernumber "
        "customercode cust custid custno client clientid clientno clientcode buyer buyerid soldto "
        "soldtoparty kunnr debitor debitornr kunde kundennummer kundennr kundenid kdnr "
        "debitorennummer numeroclient noclient codeclient idclient cliente codigocliente "
        "numerocliente idcliente codicecliente klant klantnummer klantnr klantid debiteur "
        "debiteurnummer klient nrklienta kontrahent 고객번호 고객코드 거래처코드 客户编号 客户号"
    ),
    "account_name": (
        "accountname customername clientname companyname company buyername kundenname name firma "
        "firmenname nomclient raisonsociale societe nombrecliente nombre razonsocial ragionesociale "
        "nomecliente klantnaam bedrijfsnaam naam nazwaklienta 고객명 거래처명 고객 客户名称 客户 contactname"
    ),
    "region": (
        "region country territory state area salesregion land gebiet vertriebsgebiet bundesland pays "
        "secteur pais zona paese regione regio gebied kraj 지역 국가 地区 国家"
    ),
    "ordered_at": (
        "orderedat orderdate orderdatetime date invoicedate purchasedate transactiondate postingdate "
        "docdate documentdate salesdate fkdat erdat budat datum auftragsdatum bestelldatum "
        "rechnungsdatum belegdatum buchungsdatum datecommande datefacture fecha fechapedido "
        "fechafactura data dataordine datafattura besteldatum orderdatum factuurdatum datazamowienia "
        "datafaktury 주문일 주문일자 거래일자 날짜 订单日期 日期"
    ),
    "product_id": (
        "productid product productcode productno sku stockcode item itemid itemno itemcode article "
        "articleid articleno material matnr artikel artikelnummer artikelnr produkt produktnummer "
        "referenceproduit codearticle codeproduit producto codigoproducto articulo codigoarticulo "
        "prodotto codiceprodotto articolo codicearticolo productnummer 상품코드 제품코드 产品编号"
    ),
    "category": (
        "category productcategory productgroup itemgroup segment warengruppe produktgruppe kategorie "
        "artikelgruppe categorie famille familleproduit categoria familia gruppo productgroep "
        "artikelgroep kategoria 분류 카테고리 类别"
    ),
    "quantity": (
        "quantity qty units pieces amountordered unitssold fkimg kwmeng menge anzahl stueck stuck "
        "quantite qte cantidad unidades quantita qta hoeveelheid aantal ilosc 수량 数量"
    ),
    "unit_price": (
        "unitprice price priceperunit priceeach netprice salesprice netpr einzelpreis stueckpreis "
        "stuckpreis preis nettopreis prixunitaire prix pu preciounitario precio prezzounitario prezzo "
        "eenheidsprijs stuksprijs prijs cena cenajednostkowa 단가 单价"
    ),
    "revenue": (
        "revenue sales salesamount netsales amount netamount lineamount linetotal total totalamount "
        "totalprice value netvalue netwr extendedprice turnover umsatz betrag nettobetrag nettoumsatz "
        "nettowert gesamt gesamtpreis zeilenbetrag montant montantht chiffreaffaires ca totalht "
        "importe ventas venta importeneto importo fatturato ricavo bedrag omzet nettobedrag kwota "
        "wartosc sprzedaz 금액 매출 매출액 판매금액 金额 销售额"
    ),
    "margin": (
        "margin grossmargin grossprofit profit contribution deckungsbeitrag db marge rohertrag gewinn "
        "margebrute margen margenbruto margine utile brutomarge winst marza zysk 마진 이익 毛利"
    ),
    "currency": "currency curr currencycode waerk waehrung wahrung devise moneda divisa valuta waluta 통화 币种",
}
EITHER = {"kunde", "customer", "client", "cliente", "klant", "buyer", "debitor", "account"}
"""Beside a column of customer numbers these hold the names; alone they hold what tells customers apart."""
_WEAK = {"account_name": {"name", "naam", "nombre", "company"}, "order_line": {"line", "pos", "position"}}


def plain(name: str) -> str:
    """Return a column's name as it is compared: lower case, no accents, letters and digits alone.

    >>> plain("Kunden-Nr."), plain("Prix unitaire (€)"), plain("Número Cliente")
    ('kundennr', 'prixunitaire', 'numerocliente')
    """
    spelled = unicodedata.normalize("NFKD", name.replace("ß", "ss")).casefold()
    letters = "".join(mark for mark in spelled if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", re.sub(r"[\W_]+", "", letters))


def name_score(ours: str, theirs: str, words_of: Mapping[str, str] = WORDS) -> float:
    """Return how well a column's name says what it is: 1 for a known word, less for a name that holds one, else 0.

    `words_of` has the words for each column of ours; by default those of order files.

    >>> name_score("account_id", "Kundennummer"), name_score("account_id", "CustomerID (old)") > 0
    (1.0, True)
    """
    name, words = plain(theirs), [plain(word) for word in f"{ours} {words_of[ours]}".split()]
    if name in words:
        return 0.8 if name in _WEAK.get(ours, ()) else 1.0
    held = [word for word in words if len(word) > 3 and word in name]
    # The longer the known part, the surer: "salesamounteur" is an amount, "amountdueflag" is less so.
    return max((0.9 * len(word) / len(name) for word in held), default=0.0)

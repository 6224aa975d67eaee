"""OData 4.0: how Excel, Power BI and programmes like them read the answers of one form by themselves.

Purpose: the JSON feed (OASIS OData 4.0, minimal metadata) at `/odata/<form_id>.svc/`, with names close to
those of ODK Central, so that workbooks made for it need few changes. Not its purpose: writing, and what a
form does not keep. To remember: answers lie sealed, so asking for what is in them means opening them all;
what cannot be done is refused by name (501), never ignored.
"""

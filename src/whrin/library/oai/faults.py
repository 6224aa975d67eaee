"""The faults that OAI-PMH knows, in its own words. English alone: harvesters' logs show them."""


class HarvestFault(Exception):
    """A request that cannot be answered. `code` is the protocol's; the message says what to ask instead."""

    code = ""


class BadVerb(HarvestFault):
    code = "badVerb"


class BadArgument(HarvestFault):
    code = "badArgument"


class BadToken(HarvestFault):
    code = "badResumptionToken"


class UnknownFormat(HarvestFault):
    code = "cannotDisseminateFormat"


class UnknownIdentifier(HarvestFault):
    code = "idDoesNotExist"


class NothingMatches(HarvestFault):
    code = "noRecordsMatch"

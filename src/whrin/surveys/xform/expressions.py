"""Reads the expressions of a form, and says whose are wrong."""

from whrin.surveys.xpath import Expression, ExpressionError, compile_expression

from .errors import FormError, FormFault


def expression(source: str, path: str, part: str) -> Expression:
    """Return an expression; raise FormError that names the question and the column where it is wrong."""
    try:
        return compile_expression(source)
    except ExpressionError as error:
        raise FormError(FormFault.EXPRESSION, str(error), path=path, part=part) from error


def optional(source: str | None, path: str, part: str) -> Expression | None:
    """Return an expression if there is one."""
    return expression(source, path, part) if source and source.strip() else None

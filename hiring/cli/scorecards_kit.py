"""What the commands on scorecards share: how their mails are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiring.cli.kit import App
    from hiring.documents.mail.template import TemplateKind
    from hiring.domain.language import Language
    from hiring.exchange.drafts import Post


def post(app: App, kind: TemplateKind, language: Language) -> Post:
    """Say how the mails of this run are written; InvalidFileError for a bad text of the company."""
    from hiring.exchange.drafts import Post, find_template

    settings = app.settings
    return Post(
        company=settings.company,
        sender=settings.mail_sender,
        language=language,
        template=find_template(settings.folder, kind, language),
        now=app.now,
        due_hours=settings.card_due_hours,
        shelf=settings.shelf,
    )

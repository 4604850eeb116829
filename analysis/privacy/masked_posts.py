"""A post and its assessment as they may leave the vault: no victim's value in any field."""

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.privacy.masking import mask
from records.assessment import Assessment, Contact, Reason
from records.handover import OWN_SCHEMES
from records.picture import Picture
from records.reading import Attachment, Post

MADE_UP = tuple(f"{scheme}:" for scheme in OWN_SCHEMES)


def mask_post(
    post: Post, assessment: Assessment, pictures: Sequence[Picture] = ()
) -> tuple[Post, Assessment]:
    """``post`` and ``assessment`` with every victim's value masked, lengths and offsets unchanged.

    The author's own contacts (``assessment.contacts``) stay readable, except one that also stands in a sample
    row: that is a victim's and leaves the contacts as well. Reasons are cut again from the masked fields and
    ``pictures``, which :func:`mask_pictures` masks.
    """
    keep = _own_contacts(post, assessment, pictures)
    masked = replace(
        post,
        text=mask(post.text, keep),
        title=_masked(post.title, keep),
        author_name=_masked(post.author_name, keep),
        signature=_masked(post.signature, keep),
        board=_masked(post.board, keep),
        url=mask_address(post.url, keep, _own_numbers(post)),
        images=tuple(mask_address(image, keep) for image in post.images),
        attachments=tuple(_masked_attachment(one, keep) for one in post.attachments),
    )
    seen = mask_pictures(pictures, keep)
    reasons = tuple(_cut(reason, masked, seen) for reason in assessment.reasons)
    return masked, replace(assessment, contacts=keep, reasons=reasons)


def mask_pictures(pictures: Sequence[Picture], keep: tuple[Contact, ...]) -> tuple[Picture, ...]:
    """``pictures`` with every victim's value masked in what was read in them, offsets unchanged."""
    return tuple(
        replace(one, text=mask(one.text, keep), address=mask_address(one.address, keep)) for one in pictures
    )


def _masked(text: str | None, keep: tuple[Contact, ...]) -> str | None:
    return None if text is None else mask(text, keep)


def _masked_attachment(attachment: Attachment, keep: tuple[Contact, ...]) -> Attachment:
    """A list is called after whom it holds, and so is its address."""
    url = attachment.url and mask_address(attachment.url, keep)
    return replace(attachment, name=mask(attachment.name, keep), url=url)


def _own_numbers(post: Post) -> frozenset[str]:
    """The platform's numbers for the post, its thread and its author: some are as long as a bank card's."""
    return frozenset(part for part in (post.post_id, post.thread, post.author_id) if part)


def mask_address(address: str, keep: tuple[Contact, ...] = (), own: frozenset[str] = frozenset()) -> str:
    """A URL with identity values in its path or query masked; scheme, host and ``own`` parts stay.

    An address that we made up for what has none holds nobody's values.
    """
    if address.startswith(MADE_UP):
        return address
    head, mark, rest = address.partition("://")
    if not mark:
        return mask(address, keep)
    host, slash, path = rest.partition("/")
    return f"{head}{mark}{host}{slash}" + re.sub(
        r"[^/?&=#;]+", lambda part: part.group() if part.group() in own else mask(part.group(), keep), path
    )


def _own_contacts(post: Post, assessment: Assessment, pictures: Sequence[Picture]) -> tuple[Contact, ...]:
    """Contacts that survive masking: none of them stands in a sample row."""
    if not assessment.contacts:
        return ()
    shown = "\n".join(part for part in (post.title, post.text, *(one.text for one in pictures)) if part)
    readable = mask(shown, assessment.contacts)
    return tuple(
        one for one in assessment.contacts if not _was_masked(one, shown, readable, assessment.contacts)
    )


def _was_masked(contact: Contact, shown: str, readable: str, contacts: tuple[Contact, ...]) -> bool:
    """Whether masking touched a place where this contact's value stands plainly."""
    if contact.kind not in ("phone", "qq", "wechat", "email", "other"):
        return False
    places = [match.start() for match in re.finditer(re.escape(contact.value), shown, re.IGNORECASE)]
    return any(
        readable[place : place + len(contact.value)] != shown[place : place + len(contact.value)]
        for place in places
    )


def _cut(reason: Reason, post: Post, pictures: Sequence[Picture]) -> Reason:
    fields = {"title": post.title, "text": post.text, "author": post.author_name}
    field = pictures[reason.image - 1].text if reason.field == "image" else fields[reason.field] or ""
    text = field[reason.start : reason.end]
    return reason if text == reason.text else replace(reason, text=text)

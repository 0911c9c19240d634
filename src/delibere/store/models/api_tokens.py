# SPDX-License-Identifier: EUPL-1.2
"""Tokens by which programs act for a person, and answers kept so that a request sent twice acts once."""

from django.db import models

from delibere.store.models.accounts import Account, Role
from delibere.store.models.departments import Department


class ApiToken(models.Model):
    """A key for a program: one person's, with one of his or her roles in one department, for a time.

    Attributes:
        sha256: of the key, which nobody can read again.
        hint: its first letters, to tell it among others.
        expires_on: last day on which it opens.
        used_at: the minute in which it last opened something; `used`: requests taken in that minute.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="api_tokens")
    account = models.ForeignKey(Account, models.CASCADE, related_name="api_tokens")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"

    @property
    def word(self) -> str:
        """The role, for people."""
        return Role(self.role).word


class IdempotentAnswer(models.Model):
    """What was answered to a request that named itself: sent again, it gets the same answer and acts no more.

    Attributes:
        key: the header « Idempotency-Key ».
        fingerprint: of the request; the same key for another request is refused.
    """

    token = models.ForeignKey(ApiToken, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("token", "key"), name="one_answer_a_key"),)

    def __str__(self) -> str:
        return self.key

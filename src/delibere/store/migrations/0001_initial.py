# SPDX-License-Identifier: EUPL-1.2
"""Every table."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import delibere.calculation.evaluations


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("login", models.CharField(max_length=150, unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("surname", models.CharField(max_length=120)),
                ("first_name", models.CharField(blank=True, max_length=120)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("surname", "first_name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=40)),
                ("diploma", models.CharField(max_length=120)),
                ("year", models.PositiveSmallIntegerField()),
                ("teaching_starts_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Partition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="CompetenceFramework",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("file_name", models.CharField(max_length=255)),
                ("data", models.BinaryField()),
                ("matches", models.JSONField(default=dict)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="frameworks",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("year", "confirmed_at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "administrator"),
                            ("head", "head"),
                            ("director_of_studies", "director_of_studies"),
                            ("secretary", "secretary"),
                            ("teacher", "teacher"),
                            ("jury_president", "jury_president"),
                            ("observer", "observer"),
                            ("student", "student"),
                        ],
                        max_length=24,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("hint", models.CharField(max_length=12)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_on", models.DateField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("used", models.PositiveIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="api_tokens",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="AnnexUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("file_name", models.CharField(max_length=255)),
                ("data", models.BinaryField()),
                ("told", models.JSONField(default=dict)),
                ("corrections", models.JSONField(default=dict)),
                ("reviewed", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="annex_uploads",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("-at",),
            },
        ),
        migrations.CreateModel(
            name="JurySession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(choices=[("semester", "semester"), ("annual", "annual")], max_length=12),
                ),
                ("stage", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("held_at", models.DateTimeField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=160)),
                ("president", models.CharField(blank=True, max_length=160)),
                ("act", models.CharField(blank=True, max_length=250)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "prepared"),
                            ("open", "open"),
                            ("closed", "closed"),
                            ("published", "published"),
                        ],
                        default="prepared",
                        max_length=12,
                    ),
                ),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jury_sessions",
                        to="store.department",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="store.jurysession",
                    ),
                ),
            ],
            options={
                "ordering": ("-year", "-held_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="JuryMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("quality", models.CharField(blank=True, max_length=160)),
                ("present", models.BooleanField(default=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="store.jurysession",
                    ),
                ),
            ],
            options={
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="LocalRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("parameter", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("value", models.JSONField()),
                ("reference", models.CharField(max_length=250)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="local_rules",
                        to="store.department",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("parameter", "since", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("title", models.CharField(max_length=160)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PaperSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("university", models.CharField(blank=True, max_length=120)),
                ("institute", models.CharField(blank=True, max_length=120)),
                ("full_name", models.CharField(blank=True, max_length=160)),
                ("town", models.CharField(blank=True, max_length=80)),
                ("contact", models.CharField(blank=True, max_length=160)),
                ("diploma", models.CharField(blank=True, max_length=160)),
                ("names", models.JSONField(default=dict)),
                ("director", models.JSONField(default=dict)),
                ("head", models.JSONField(default=dict)),
                ("logo", models.TextField(blank=True)),
                ("file_pattern", models.CharField(default="{nom}_{prenom}_{document}", max_length=120)),
                ("letter", models.JSONField(default=dict)),
                (
                    "department",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paper_settings",
                        to="store.department",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                (
                    "partition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="store.partition",
                    ),
                ),
            ],
            options={
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField()),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promotions",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("-year", "slug"),
            },
        ),
        migrations.AddField(
            model_name="partition",
            name="promotion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="partitions", to="store.promotion"
            ),
        ),
        migrations.CreateModel(
            name="JuryPromotion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jury_promotions",
                        to="store.jurysession",
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jury_promotions",
                        to="store.promotion",
                    ),
                ),
            ],
            options={
                "ordering": ("promotion__slug", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bulletin", "bulletin"),
                            ("minutes", "minutes"),
                            ("public-list", "public-list"),
                            ("attestation", "attestation"),
                            ("transcript", "transcript"),
                            ("letter", "letter"),
                        ],
                        max_length=16,
                    ),
                ),
                ("apart", models.BooleanField(default=False)),
                ("options", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("cancelling", models.BooleanField(default=False)),
                ("problem", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("origin", models.CharField(blank=True, max_length=100)),
                ("beat_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jobs",
                        to="store.department",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jobs",
                        to="store.jurysession",
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="jobs", to="store.promotion"
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("module", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("normal", "normal"),
                            ("rattrapage", "rattrapage"),
                            ("session2", "session2"),
                            ("bonus", "bonus"),
                            ("malus", "malus"),
                        ],
                        default=delibere.calculation.evaluations.Kind["NORMAL"],
                        max_length=12,
                    ),
                ),
                ("scale", models.CharField(default="20", max_length=12)),
                ("coefficient", models.CharField(default="1", max_length=12)),
                ("weights", models.JSONField(blank=True, default=dict)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("publish_at", models.DateTimeField(blank=True, null=True)),
                ("locked_at", models.DateTimeField(blank=True, null=True)),
                ("unlocked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="store.group",
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="store.promotion",
                    ),
                ),
            ],
            options={
                "ordering": ("module", models.OrderBy(models.F("held_on"), nulls_last=True), "pk"),
            },
        ),
        migrations.CreateModel(
            name="RegistryCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField()),
                ("subject", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=20)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registry_codes",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("slug", "subject"),
            },
        ),
        migrations.CreateModel(
            name="RegistryRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("value", models.JSONField()),
                ("reference", models.CharField(max_length=250)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registry_rules",
                        to="store.department",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("since", "pk"),
            },
        ),
        migrations.CreateModel(
            name="RegistryUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("file_name", models.CharField(max_length=255)),
                ("data", models.BinaryField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="registry_uploads",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("document", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("sealed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seals",
                        to="store.department",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="store.jurysession",
                    ),
                ),
            ],
            options={
                "ordering": ("department", "number"),
            },
        ),
        migrations.CreateModel(
            name="Student",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nip", models.CharField(max_length=16)),
                ("nip_key", models.CharField(max_length=16)),
                ("ine", models.CharField(blank=True, max_length=20)),
                ("surname", models.CharField(max_length=120)),
                ("first_name", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("civility", models.CharField(blank=True, max_length=20)),
                ("birth_date", models.DateField(blank=True, null=True)),
                ("birth_place", models.CharField(blank=True, max_length=80)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("search_key", models.CharField(db_index=True, max_length=300)),
                ("sort_key", models.CharField(max_length=300)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="students",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("sort_key", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PastOutcome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("ue", "ue"),
                            ("rcue", "rcue"),
                            ("year", "year"),
                            ("enrolment", "enrolment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("semester", models.PositiveSmallIntegerField()),
                ("competence", models.CharField(blank=True, max_length=200)),
                ("code", models.CharField(blank=True, max_length=8)),
                ("mark", models.CharField(blank=True, max_length=60)),
                ("ects", models.CharField(blank=True, max_length=12)),
                ("elsewhere", models.BooleanField(default=False)),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawal_reason", models.TextField(blank=True)),
                (
                    "decided_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="store.jurysession",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="past", to="store.student"
                    ),
                ),
            ],
            options={
                "ordering": ("year", "semester", "subject", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "administrator"),
                            ("head", "head"),
                            ("director_of_studies", "director_of_studies"),
                            ("secretary", "secretary"),
                            ("teacher", "teacher"),
                            ("jury_president", "jury_president"),
                            ("observer", "observer"),
                            ("student", "student"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="store.department",
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="store.student",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JuryDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("ue", "ue"),
                            ("rcue", "rcue"),
                            ("year", "year"),
                            ("enrolment", "enrolment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("semester", models.PositiveSmallIntegerField()),
                ("competence", models.CharField(blank=True, max_length=200)),
                ("code", models.CharField(blank=True, max_length=8)),
                ("proposed", models.CharField(blank=True, max_length=8)),
                ("chosen", models.BooleanField(default=False)),
                ("by_hand", models.BooleanField(default=True)),
                ("motive", models.TextField(blank=True)),
                ("points", models.CharField(blank=True, max_length=12)),
                ("guidance", models.TextField(blank=True)),
                ("hearing", models.TextField(blank=True)),
                ("director", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("by_name", models.CharField(max_length=250)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="store.jurysession",
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jury_decisions",
                        to="store.student",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bulletin", "bulletin"),
                            ("minutes", "minutes"),
                            ("public-list", "public-list"),
                            ("attestation", "attestation"),
                            ("transcript", "transcript"),
                            ("letter", "letter"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                ("file_name", models.CharField(max_length=250)),
                ("data", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("handed", models.BooleanField(default=False)),
                ("code", models.CharField(max_length=16, null=True, unique=True)),
                ("facts", models.JSONField(default=dict)),
                ("issued_at", models.DateTimeField(auto_now_add=True)),
                ("by_name", models.CharField(max_length=250)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="store.department",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="store.job",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="store.jurysession",
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="store.promotion",
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="store.student",
                    ),
                ),
            ],
            options={
                "ordering": ("-issued_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("enrolled", "enrolled"),
                            ("resigned", "resigned"),
                            ("defaulting", "defaulting"),
                        ],
                        default="enrolled",
                        max_length=12,
                    ),
                ),
                ("since", models.DateField(blank=True, null=True)),
                ("repeating", models.BooleanField(default=False)),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolments",
                        to="store.promotion",
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolments",
                        to="store.student",
                    ),
                ),
            ],
            options={
                "ordering": ("student__sort_key", "pk"),
            },
        ),
        migrations.CreateModel(
            name="AbsenceProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "student",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absence_proofs",
                        to="store.student",
                    ),
                ),
            ],
            options={
                "ordering": ("-first", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="StudentUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("people", "people"),
                            ("past", "past"),
                            ("absences", "absences"),
                            ("scodoc", "scodoc"),
                        ],
                        default="people",
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("file_name", models.CharField(max_length=255)),
                ("data", models.BinaryField()),
                ("columns", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="student_uploads",
                        to="store.department",
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="store.promotion",
                    ),
                ),
            ],
            options={
                "ordering": ("-at",),
            },
        ),
        migrations.CreateModel(
            name="Teaching",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("module", models.CharField(max_length=40)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teachings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promotion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teachings",
                        to="store.promotion",
                    ),
                ),
            ],
            options={
                "ordering": ("module", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ColumnProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("columns", models.JSONField()),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="column_profiles",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(fields=("department", "name"), name="one_profile_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("half", models.CharField(choices=[("am", "am"), ("pm", "pm")], max_length=2)),
                ("module", models.CharField(blank=True, max_length=40)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="store.enrolment",
                    ),
                ),
            ],
            options={
                "ordering": ("on", "half", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("enrolment", "on", "half", "module"), name="one_absence_a_module"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exemptions",
                        to="store.enrolment",
                    ),
                ),
            ],
            options={
                "ordering": ("subject",),
                "constraints": [
                    models.UniqueConstraint(fields=("enrolment", "subject"), name="one_exemption_a_subject")
                ],
            },
        ),
        migrations.CreateModel(
            name="IdempotentAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=100)),
                ("fingerprint", models.CharField(max_length=64)),
                ("answer", models.JSONField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="store.apitoken",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("token", "key"), name="one_answer_a_key")],
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("actor_name", models.CharField(max_length=250)),
                ("action", models.CharField(max_length=40)),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("student_nip", models.CharField(blank=True, max_length=16)),
                ("details", models.JSONField(default=dict)),
                ("origin", models.CharField(max_length=64)),
                ("keep_until", models.DateField()),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journal",
                        to="store.department",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["department", "-id"], name="store_journ_departm_115806_idx"),
                    models.Index(fields=["department", "student_nip"], name="store_journ_departm_060310_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MaquetteVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("slug", models.SlugField()),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published")],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("document", models.JSONField()),
                ("reason", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=255)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maquette_versions",
                        to="store.department",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("year", "slug", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "year", "slug", "number"), name="one_version_a_number"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("department", "year", "slug"),
                        name="one_draft_a_maquette",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hundredths", models.IntegerField(null=True)),
                ("reason", models.CharField(blank=True, max_length=3)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="store.enrolment",
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="store.evaluation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("evaluation", "enrolment"), name="one_mark_a_cell"),
                    models.CheckConstraint(
                        condition=models.Q(("hundredths", None), ("reason", ""), _connector="OR"),
                        name="a_number_or_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarkChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.CharField(blank=True, max_length=12)),
                ("after", models.CharField(blank=True, max_length=12)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("actor_name", models.CharField(max_length=250)),
                ("origin", models.CharField(max_length=64)),
                ("why", models.CharField(blank=True, max_length=250)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mark_changes",
                        to="store.enrolment",
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="store.evaluation",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(fields=["evaluation", "enrolment"], name="store_markc_evaluat_7ba5f2_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_memberships",
                        to="store.enrolment",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="store.group",
                    ),
                ),
                (
                    "partition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="store.partition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("partition", "enrolment"), name="one_group_a_partition")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.UniqueConstraint(fields=("partition", "name"), name="one_group_a_name"),
        ),
        migrations.AddConstraint(
            model_name="promotion",
            constraint=models.UniqueConstraint(
                fields=("department", "year", "slug"), name="one_promotion_a_maquette"
            ),
        ),
        migrations.AddConstraint(
            model_name="partition",
            constraint=models.UniqueConstraint(fields=("promotion", "name"), name="one_partition_a_name"),
        ),
        migrations.AddConstraint(
            model_name="jurypromotion",
            constraint=models.UniqueConstraint(
                fields=("session", "promotion"), name="one_promotion_a_session"
            ),
        ),
        migrations.AddConstraint(
            model_name="registrycode",
            constraint=models.UniqueConstraint(
                fields=("department", "year", "slug", "subject"), name="one_registry_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(fields=("department", "number"), name="one_seal_a_number"),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(
                fields=("department", "previous"), name="one_seal_after_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="student",
            constraint=models.UniqueConstraint(fields=("department", "nip_key"), name="one_student_a_nip"),
        ),
        migrations.AddIndex(
            model_name="pastoutcome",
            index=models.Index(fields=["student", "withdrawn_at"], name="store_pasto_student_c26738_idx"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("account", "department", "role"), name="one_membership_a_role"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "student"), ("student__isnull", False)),
                    models.Q(models.Q(("role", "student"), _negated=True), ("student__isnull", True)),
                    _connector="OR",
                ),
                name="only_students_have_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurydecision",
            constraint=models.UniqueConstraint(
                fields=("session", "student", "version", "subject", "semester", "competence"),
                name="one_decision_a_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                fields=("promotion", "student"), name="one_enrolment_a_promotion"
            ),
        ),
        migrations.AddConstraint(
            model_name="teaching",
            constraint=models.UniqueConstraint(
                fields=("promotion", "module", "account"), name="one_teaching_a_module"
            ),
        ),
    ]

import pytest
from django.contrib.auth.models import Group, Permission

from newsroom.groups import ensure_groups
from tests.factories import make_editor

pytestmark = pytest.mark.django_db

MAY = {
    "reporter": {"articles.change_article", "articles.add_statement", "people.add_person", "people.delete_personname"},
    "editor": {"articles.accept_statement", "articles.correct_article"},
    "publisher": {"articles.publish_article", "articles.remove_article", "people.merge_records"},
}


@pytest.mark.parametrize("group", MAY)
def test_each_group_may_do_its_work_and_that_of_the_groups_before(group):
    user, names = make_editor(group=group), list(MAY)
    may = set().union(*(MAY[name] for name in names[: names.index(group) + 1]))
    may_not = set().union(*MAY.values()) - may
    assert user.has_perms(may)
    assert not any(user.has_perm(permission) for permission in may_not)


@pytest.mark.parametrize("group", MAY)
def test_no_group_may_delete_a_record_or_write_the_ledger(group):
    user = make_editor(group=group)
    for permission in ["articles.delete_article", "articles.delete_statement", "people.delete_person"]:
        assert not user.has_perm(permission)
    for act in ["add", "change", "delete"]:
        assert not user.has_perm(f"articles.{act}_attribution")
        assert not user.has_perm(f"articles.{act}_correction")
        assert not user.has_perm(f"auth.{act}_user")


def test_making_the_groups_again_changes_nothing():
    added = Permission.objects.get(codename="delete_session")
    Group.objects.get(name="editor").permissions.add(added)
    before = {g.name: set(g.permissions.values_list("pk", flat=True)) for g in Group.objects.all()}
    ensure_groups()
    assert {g.name: set(g.permissions.values_list("pk", flat=True)) for g in Group.objects.all()} == before

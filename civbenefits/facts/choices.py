"""The closed lists of values that facts about a person may take, with their titles."""

from __future__ import annotations

from typing import Literal

from civbenefits.facts.vocabulary import choices

Relation = Literal[
    "applicant", "spouse", "child", "parent", "grandparent", "grandchild", "sibling", "other"
]
RELATIONS = choices(
    applicant=("申请人", "applicant"),
    spouse=("配偶", "spouse"),
    child=("子女", "child"),
    parent=("父母", "parent"),
    grandparent=("祖父母或外祖父母", "grandparent"),
    grandchild=("孙子女或外孙子女", "grandchild"),
    sibling=("兄弟姐妹", "brother or sister"),
    other=("其他人", "other"),
)

HukouKind = Literal["urban", "rural"]
HUKOU_KINDS = choices(urban=("城镇", "urban"), rural=("农村", "rural"))

DisabilityKind = Literal[
    "none", "visual", "hearing", "speech", "physical", "intellectual", "mental", "multiple"
]
DISABILITY_KINDS = choices(
    none=("无残疾", "none"),
    visual=("视力残疾", "visual"),
    hearing=("听力残疾", "hearing"),
    speech=("言语残疾", "speech"),
    physical=("肢体残疾", "physical"),
    intellectual=("智力残疾", "intellectual"),
    mental=("精神残疾", "mental"),
    multiple=("多重残疾", "multiple"),
)

StudyLevel = Literal["none", "preschool", "compulsory", "high", "vocational", "bachelor", "higher"]
STUDY_LEVELS = choices(
    none=("未在学", "not in school"),
    preschool=("学前教育", "preschool"),
    compulsory=("义务教育", "compulsory schooling"),
    high=("普通高中", "high school"),
    vocational=("中等或高等职业教育", "vocational school"),
    bachelor=("本科或专科", "college up to bachelor"),
    higher=("研究生", "postgraduate"),
)

CareSetting = Literal["home", "institution", "public_home"]
CARE_SETTINGS = choices(
    home=("居家或散居", "at home, not in an institution"),
    institution=("机构养育或供养", "raised or kept in an institution"),
    public_home=("公办机构免费供养", "kept free of charge in a public home"),
)

ParentSituation = Literal[
    "able",
    "dead",
    "declared_missing",
    "not_found",
    "disabled",
    "seriously_ill",
    "serving_sentence",
    "drug_detention",
    "other_detention",
    "out_of_contact",
    "custody_revoked",
    "deported",
]
PARENT_SITUATIONS = choices(
    able=("能够履行抚养义务", "able to raise the child"),
    dead=("死亡", "dead"),
    declared_missing=("被法院宣告失踪", "declared missing by a court"),
    not_found=("查找不到", "not found"),
    disabled=("残疾", "disabled"),
    seriously_ill=("患重病", "gravely ill"),
    serving_sentence=("服刑在押", "serving a sentence"),
    drug_detention=("强制隔离戒毒", "in compulsory drug detention"),
    other_detention=("被执行其他限制人身自由的措施", "under another measure restricting liberty"),
    out_of_contact=("失联", "out of contact"),
    custody_revoked=("被撤销监护资格", "custody revoked by a court"),
    deported=("被遣送(驱逐)出境", "deported or expelled"),
)

ChosenScheme = Literal["tekun", "orphan_allowance", "unsupported_child_allowance"]
CHOSEN_SCHEMES = choices(
    tekun=("特困人员救助供养", "tekun support"),
    orphan_allowance=("孤儿基本生活费", "orphan allowance"),
    unsupported_child_allowance=("事实无人抚养儿童基本生活补贴", "unsupported child allowance"),
)

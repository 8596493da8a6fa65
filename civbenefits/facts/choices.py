"""The closed lists of values that facts about a person may take, with their titles.

Which kinds of income count, and how far, is said by the tables.
"""

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

IncomeKind = Literal[
    "wage",
    "public_post_wage",
    "self_employment",
    "farming",
    "rent",
    "property_sale",
    "savings_interest",
    "investment",
    "insurance_payout",
    "pension",
    "resident_pension",
    "unemployment_benefit",
    "survivor_benefit",
    "support_received",
    "severance",
    "inheritance_gift",
    "windfall",
    "in_kind",
    "lump_compensation",
    "social_assistance",
    "temporary_assistance",
    "entitled_pension",
    "honour_award",
    "bravery_award",
    "family_planning_award",
    "student_grant",
    "one_off_help",
    "conscript_grant",
    "disability_subsidy",
    "old_age_allowance",
    "child_allowance",
    "work_injury_benefit",
    "death_benefit",
    "injury_damages",
    "medical_reimbursement",
    "first_job_pay",
    "other_income",
    "tax_paid",
    "social_insurance_paid",
    "work_costs",
    "support_paid",
]

INCOME_KINDS = choices(
    wage=("工资性收入", "wages"),
    public_post_wage=("公益性岗位工资", "public-welfare-post pay"),
    self_employment=("经营净收入", "self-employment, net"),
    farming=("种植养殖收入", "farm output, net"),
    rent=("租金收入", "rents"),
    property_sale=("出售财产收入", "sale of property"),
    savings_interest=("存款及利息", "savings and interest"),
    investment=("投资收益", "investment income"),
    insurance_payout=("商业保险给付", "insurance payouts"),
    pension=("养老金、离退休金", "pension"),
    resident_pension=("城乡居民基础养老金", "basic part of the resident pension"),
    unemployment_benefit=("失业保险金", "unemployment benefit"),
    survivor_benefit=("遗属补助", "survivor's aid"),
    support_received=("赡养费、抚养费、扶养费", "support received"),
    severance=("一次性离职补偿", "severance pay"),
    inheritance_gift=("继承、受赠", "inheritance and gifts"),
    windfall=("偶然所得", "windfalls"),
    in_kind=("实物收入折价", "income in kind at market price"),
    lump_compensation=("一次性补偿", "lump compensation"),
    social_assistance=("政府社会救助款物", "government social-assistance money or goods"),
    temporary_assistance=("临时救助金", "temporary assistance"),
    entitled_pension=("优待抚恤金", "优抚 pensions and subsidies"),
    honour_award=("政府一次性奖励、荣誉津贴", "one-off government awards and honours"),
    bravery_award=("见义勇为奖励", "bravery awards"),
    family_planning_award=("计划生育奖励扶助", "family-planning awards"),
    student_grant=("奖学金、助学金", "scholarships and student grants"),
    one_off_help=("一次性医疗、教育帮扶", "one-off medical or education help"),
    conscript_grant=("义务兵优待金、退役金", "conscript grants and discharge pay"),
    disability_subsidy=("残疾人补贴", "disability subsidies"),
    old_age_allowance=("高龄津贴", "old-age allowance"),
    child_allowance=("孤儿、事实无人抚养儿童补贴", "orphan and unsupported-child money"),
    work_injury_benefit=("工伤保险待遇", "work-injury insurance benefits"),
    death_benefit=("丧葬费、抚恤金", "funeral and death benefits"),
    injury_damages=("人身伤害赔偿", "personal-injury damages"),
    medical_reimbursement=("医疗费报销", "medical insurance benefits"),
    first_job_pay=("低保对象新就业收入", "first pay from new work of a dibao member"),
    other_income=("其他收入", "other income"),
    tax_paid=("缴纳的个人所得税", "income tax paid"),
    social_insurance_paid=("个人缴纳的社会保险费", "own social insurance paid"),
    work_costs=("必要的就业成本", "necessary costs of working"),
    support_paid=("支付的赡养抚养扶养费", "support paid to others"),
)

-- 项目
ALTER TABLE project ADD COLUMN application_number TEXT;
ALTER TABLE project ADD COLUMN contract_number TEXT;
ALTER TABLE project ADD COLUMN batch TEXT;
ALTER TABLE project ADD COLUMN second_recommender TEXT;
ALTER TABLE project ADD COLUMN guide_direction TEXT;
ALTER TABLE project ADD COLUMN discipline TEXT;
ALTER TABLE project ADD COLUMN separate_account INTEGER;
ALTER TABLE project ADD COLUMN ethics INTEGER;
ALTER TABLE project ADD COLUMN publicity_date TEXT;
ALTER TABLE project ADD COLUMN contract_date TEXT;
ALTER TABLE project ADD COLUMN pledge INTEGER;
ALTER TABLE project ADD COLUMN midterm_date TEXT;
ALTER TABLE project ADD COLUMN midterm_grade TEXT;
ALTER TABLE project ADD COLUMN stopped_date TEXT;
ALTER TABLE project ADD COLUMN stopped_reason TEXT;
ALTER TABLE project ADD COLUMN acceptance_applied TEXT;
ALTER TABLE project ADD COLUMN acceptance_unit TEXT;
ALTER TABLE project ADD COLUMN acceptance_number TEXT;
ALTER TABLE project ADD COLUMN technical_report TEXT;
ALTER TABLE project ADD COLUMN new_sales INTEGER;
ALTER TABLE project ADD COLUMN new_profit_tax INTEGER;
ALTER TABLE project_participants ADD COLUMN gender TEXT;
ALTER TABLE project_participants ADD COLUMN birth_year INTEGER;
ALTER TABLE project_participants ADD COLUMN education TEXT;
ALTER TABLE project_participants ADD COLUMN position TEXT;
ALTER TABLE project_participants ADD COLUMN speciality TEXT;
CREATE TABLE project_budget (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  subject TEXT,
  budgeted INTEGER,
  provincial_funds INTEGER,
  self_funds INTEGER,
  other_funds INTEGER,
  spent_funds INTEGER,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE project_annual_reports (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  year INTEGER,
  report_date TEXT,
  grade TEXT,
  progress TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE project_changes (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  kind TEXT,
  grade TEXT,
  applied_date TEXT,
  before TEXT,
  after TEXT,
  reason TEXT,
  approval_level TEXT,
  approval_date TEXT,
  approval_document TEXT,
  state TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

-- 平台
ALTER TABLE platform ADD COLUMN standard_count INTEGER;
ALTER TABLE platform ADD COLUMN academic_chair TEXT;
ALTER TABLE platform ADD COLUMN academic_members INTEGER;
ALTER TABLE platform ADD COLUMN visiting_staff INTEGER;
ALTER TABLE platform ADD COLUMN open_topics INTEGER;
ALTER TABLE platform ADD COLUMN open_topic_funds INTEGER;
ALTER TABLE platform ADD COLUMN core_technologies INTEGER;
ALTER TABLE platform ADD COLUMN upgraded_to TEXT;
ALTER TABLE platform ADD COLUMN upgraded_date TEXT;
ALTER TABLE platform ADD COLUMN national_name TEXT;
ALTER TABLE platform ADD COLUMN national_approver TEXT;
ALTER TABLE platform ADD COLUMN contract_count INTEGER;
ALTER TABLE platform ADD COLUMN brokers INTEGER;
ALTER TABLE platform ADD COLUMN cma_number TEXT;
ALTER TABLE platform ADD COLUMN cma_expiry TEXT;
ALTER TABLE platform ADD COLUMN cnas_number TEXT;
ALTER TABLE platform ADD COLUMN cnas_expiry TEXT;
ALTER TABLE platform ADD COLUMN test_items INTEGER;
ALTER TABLE platform ADD COLUMN test_reports INTEGER;
ALTER TABLE platform ADD COLUMN leading_enterprise INTEGER;
ALTER TABLE platform ADD COLUMN developers INTEGER;
ALTER TABLE platform ADD COLUMN open_resources INTEGER;
ALTER TABLE platform ADD COLUMN alliance TEXT;
ALTER TABLE platform ADD COLUMN alliance_members INTEGER;
ALTER TABLE platform ADD COLUMN pooled_patents INTEGER;
ALTER TABLE platform ADD COLUMN pool_income INTEGER;
ALTER TABLE platform ADD COLUMN base_kind TEXT;
ALTER TABLE platform ADD COLUMN legal_entity TEXT;
ALTER TABLE platform ADD COLUMN registered_capital INTEGER;
ALTER TABLE platform ADD COLUMN member_units INTEGER;
ALTER TABLE platform ADD COLUMN parent_institute TEXT;
ALTER TABLE platform ADD COLUMN legal_form TEXT;
ALTER TABLE platform ADD COLUMN research_staff INTEGER;
ALTER TABLE platform ADD COLUMN total_income INTEGER;
ALTER TABLE platform ADD COLUMN service_income INTEGER;
ALTER TABLE platform ADD COLUMN spin_offs INTEGER;
ALTER TABLE platform ADD COLUMN incubator_nature TEXT;
ALTER TABLE platform ADD COLUMN incubator_kind TEXT;
ALTER TABLE platform ADD COLUMN university TEXT;
ALTER TABLE platform ADD COLUMN faculty_enterprises INTEGER;
ALTER TABLE platform ADD COLUMN graduated_enterprises INTEGER;
ALTER TABLE platform ADD COLUMN overseas_enterprises INTEGER;
ALTER TABLE platform ADD COLUMN incubated_income INTEGER;
ALTER TABLE platform ADD COLUMN incubated_research INTEGER;
ALTER TABLE platform ADD COLUMN incubated_grants INTEGER;
ALTER TABLE platform ADD COLUMN venture_capital INTEGER;
ALTER TABLE platform ADD COLUMN funded_enterprises INTEGER;
ALTER TABLE platform ADD COLUMN managers INTEGER;
ALTER TABLE platform ADD COLUMN professional_managers INTEGER;
ALTER TABLE platform ADD COLUMN graduate_managers INTEGER;
ALTER TABLE platform ADD COLUMN overseas_managers INTEGER;
ALTER TABLE platform ADD COLUMN office_area INTEGER;
ALTER TABLE platform ADD COLUMN incubation_area INTEGER;
ALTER TABLE platform ADD COLUMN public_area INTEGER;
ALTER TABLE platform ADD COLUMN other_area INTEGER;
ALTER TABLE platform ADD COLUMN teams INTEGER;
ALTER TABLE platform ADD COLUMN team_members INTEGER;
ALTER TABLE platform ADD COLUMN startups INTEGER;
ALTER TABLE platform ADD COLUMN startup_jobs INTEGER;
ALTER TABLE platform ADD COLUMN mentors INTEGER;
ALTER TABLE platform ADD COLUMN invested_total INTEGER;
ALTER TABLE platform ADD COLUMN invested_fiscal INTEGER;
ALTER TABLE platform ADD COLUMN invested_enterprise INTEGER;
ALTER TABLE platform ADD COLUMN invested_social INTEGER;
ALTER TABLE platform ADD COLUMN invested_other INTEGER;
ALTER TABLE platform ADD COLUMN incubator_income INTEGER;
ALTER TABLE platform ADD COLUMN income_service INTEGER;
ALTER TABLE platform ADD COLUMN income_property INTEGER;
ALTER TABLE platform ADD COLUMN income_investment INTEGER;
ALTER TABLE platform ADD COLUMN income_other INTEGER;
ALTER TABLE platform ADD COLUMN net_profit INTEGER;
ALTER TABLE platform ADD COLUMN taxes INTEGER;
ALTER TABLE platform ADD COLUMN fiscal_grants INTEGER;
ALTER TABLE platform ADD COLUMN fixed_assets INTEGER;
ALTER TABLE platform ADD COLUMN fixed_assets_net INTEGER;
ALTER TABLE platform ADD COLUMN incubation_fund INTEGER;
ALTER TABLE platform ADD COLUMN fund_note TEXT;

-- 企业
ALTER TABLE enterprise ADD COLUMN industry TEXT;
ALTER TABLE enterprise ADD COLUMN sme_number TEXT;
ALTER TABLE enterprise ADD COLUMN net_profit INTEGER;
ALTER TABLE enterprise ADD COLUMN tax_paid INTEGER;
ALTER TABLE enterprise ADD COLUMN total_assets INTEGER;
ALTER TABLE enterprise ADD COLUMN commissioner_unit TEXT;
ALTER TABLE enterprise ADD COLUMN honours TEXT;
CREATE TABLE enterprise_ladder (
  record TEXT NOT NULL REFERENCES enterprise (id),
  row_id TEXT NOT NULL,
  tier TEXT,
  entered_year INTEGER,
  document TEXT,
  expiry_date TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

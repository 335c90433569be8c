// What the identity endpoints answer staff, as these pages read it.
export interface StaffSessionReply {
  readonly token: string;
  readonly must_change_password: boolean;
}
export type OrganisationKind = 'bank' | 'scenario_operator';
export type Status = 'active' | 'suspended';
export interface StaffProfile {
  readonly staff_id: string;
  readonly login_name: string;
  readonly name: string;
  readonly organisation: {
    readonly organisation_id: string;
    readonly kind: OrganisationKind;
    readonly name: string;
    readonly short_name: string;
  };
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly must_change_password: boolean;
}
export interface StaffItem {
  readonly staff_id: string;
  readonly organisation_id: string;
  readonly login_name: string;
  readonly name: string;
  readonly status: Status;
  readonly roles: readonly string[];
  readonly created_at_us: number;
}
export interface StaffList {
  readonly items: readonly StaffItem[];
  readonly next_after: string | null;
}
export interface RoleItem {
  readonly code: string;
  readonly title_zh: string;
  readonly organisation_kind: OrganisationKind;
  readonly permissions: readonly string[];
}
export interface RoleList {
  readonly items: readonly RoleItem[];
}
export interface IssuedPassword {
  readonly staff_id: string;
  readonly login_name: string;
  readonly initial_password: string;
}
export interface Organisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly short_name: string;
  readonly registration_number: string;
  readonly status: Status;
  readonly created_at_us: number;
}
export interface OrganisationList {
  readonly items: readonly Organisation[];
}

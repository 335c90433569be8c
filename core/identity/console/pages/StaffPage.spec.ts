// Staff sign-in and staff administration as the console shows them.
import { afterEach, expect, test } from 'vitest';
import { beginSession, currentSession, endSession } from '@dlfp/api-client';
import { answerCalls, flushPromises, mountPage } from '@dlfp/ui/testing';
import identity from '../index.ts';
import OrganisationsPage from './OrganisationsPage.vue';
import StaffForm from './StaffForm.vue';
import StaffLoginPage from './StaffLoginPage.vue';
import StaffPage from './StaffPage.vue';

afterEach(() => endSession());

const profile = {
  staff_id: 'stf_1',
  login_name: 'bank.admin',
  name: '赵敏',
  organisation: {
    organisation_id: 'org_1',
    kind: 'bank',
    name: '本行',
    short_name: '本行',
  },
  roles: ['bank_admin'],
  permissions: ['identity.manage_staff', 'identity.view_staff'],
  must_change_password: false,
};
const person = {
  organisation_id: 'org_1',
  status: 'active',
  roles: ['auditor'],
  created_at_us: 1,
};
const roles = {
  items: [
    {
      code: 'auditor',
      title_zh: '审计',
      organisation_kind: 'bank',
      permissions: [],
    },
    {
      code: 'operator_manager',
      title_zh: '运营经理',
      organisation_kind: 'scenario_operator',
      permissions: [],
    },
  ],
};

function signedIn(...permissions: string[]): void {
  beginSession({
    token: 'sst_secret',
    level: 'staff',
    subject_id: 'stf_1',
    display_name: '赵敏',
    permissions,
  });
}

async function signInWith(must_change_password: boolean) {
  answerCalls({
    'POST /api/identity/staff-sessions': [
      200,
      { token: 'sst_secret', must_change_password, second_factor_step: 'settled' },
    ],
    'GET /api/identity/staff-session': [200, { ...profile, must_change_password }],
  });
  const { wrapper, router } = await mountPage(StaffLoginPage, {
    module: identity,
    path: '/login',
  });
  const [login_name, password] = wrapper.findAll('input');
  await login_name?.setValue('bank.admin');
  await password?.setValue('Dlfp-Staff-2026');
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  return () => router.currentRoute.value.path;
}

test('staff sign in and keep organisation and permissions', async () => {
  await expect.poll(await signInWith(false)).toBe('/');
  expect(currentSession()).toMatchObject({
    level: 'staff',
    organisation_name: '本行',
  });
});

test('a password that has to be changed comes first', async () => {
  await expect.poll(await signInWith(true)).toBe('/identity/password');
});

test('staff are listed with their roles, and nobody can suspend themselves', async () => {
  signedIn('identity.manage_staff', 'identity.view_staff');
  answerCalls({
    'GET /api/identity/staff-session': [200, profile],
    'GET /api/identity/roles': [200, roles],
    'GET /api/identity/staff': [
      200,
      {
        items: [
          {
            ...person,
            staff_id: 'stf_1',
            login_name: 'bank.admin',
            name: '赵敏',
          },
          {
            ...person,
            staff_id: 'stf_2',
            login_name: 'bank.auditor',
            name: '周正',
          },
        ],
        next_after: null,
      },
    ],
  });
  const { wrapper } = await mountPage(StaffPage, { module: identity });
  expect(wrapper.text()).toContain('审计');
  const suspend = wrapper.findAll('button').filter((button) => button.text() === '停用');
  expect(suspend).toHaveLength(1);
});

test('more rights are submitted and said to wait', async () => {
  signedIn('identity.manage_staff', 'identity.view_staff');
  const calls = answerCalls({
    'PUT /api/identity/staff/stf_2/roles': [200, { staff_id: 'stf_2', state: 'waiting_approval' }],
  });
  const { wrapper } = await mountPage(StaffForm, {
    module: identity,
    props: {
      staff: { ...person, staff_id: 'stf_2', login_name: 'bank.auditor', name: '周正', roles: [] },
      roles: roles.items,
      organisation_id: null,
    },
  });
  await wrapper.find('input[type="checkbox"]').setValue(true);
  await wrapper.find('form').trigger('submit');
  await flushPromises();
  expect(calls.at(-1)?.body).toEqual({ roles: [roles.items[0]?.code] });
  expect(wrapper.emitted('saved')).toEqual([[null]]);
});

test('the bank itself offers no suspension', async () => {
  signedIn('identity.manage_organisations', 'identity.view_organisations');
  const organisation = {
    registration_number: 'x',
    status: 'active',
    created_at_us: 1,
  };
  answerCalls({
    'GET /api/identity/organisations': [
      200,
      {
        items: [
          {
            ...organisation,
            id: 'org_1',
            kind: 'bank',
            name: '本行',
            short_name: '本行',
          },
          {
            ...organisation,
            id: 'org_2',
            kind: 'scenario_operator',
            name: '阳光',
            short_name: '阳光',
          },
        ],
      },
    ],
  });
  const { wrapper } = await mountPage(OrganisationsPage, { module: identity });
  expect(wrapper.findAll('button').filter((button) => button.text() === '停用')).toHaveLength(1);
});

// Words of identity for customers, English.
export default {
  mobile: "Mobile number",
  mobile_problem: "Enter 11 digits",
  sms_code: "SMS code",
  sms_code_hint: "Valid for 60 seconds. Tell nobody",
  sms_code_problem: "Enter the 6 digits",
  code_sent: "The code is on its way",
  password: "Login password",
  old_password: "Old login password",
  new_password: "New login password",
  password_hint: "At least 8 characters, nothing common",
  password_problem: "At least 8 characters",
  password_missing: "Enter your password",
  change_password: "Change login password",
  password_changed: "Password changed, other devices are logged out",
  save: "Save",
  next: "Next",
  login: {
    title: "Sign in",
    ways: "Ways to sign in",
    by_password: "Password",
    by_code: "SMS code",
    submit: "Sign in",
    register: "Register",
    forgotten: "Forgotten password",
  },
  register: {
    title: "Register",
    submit: "Register and sign in",
    have_account: "I have an account",
  },
  reset: {
    title: "Reset password",
    tail: "Last six of the id number",
    tail_hint: "Needed once your name is checked",
    done: "Password set. Sign in now",
  },
  verify: {
    title: "Real-name check",
    text: "Needed to open an account, order and pay",
    name: "Name",
    name_problem: "Enter your real name",
    id_number: "Id number",
    id_number_problem: "Enter the 18 characters",
    submit: "Check",
    done: "Your name is checked",
    already: "Your name is checked already",
  },
  pin: {
    set: "Set payment PIN",
    change: "Change payment PIN",
    reset: "Reset payment PIN",
    locked: "The payment PIN is locked. Reset it",
    rules:
      "Six digits that do not repeat or run and are not like your number, id or birth date",
    step_proof: "Enter the old PIN",
    step_first: "Enter the new PIN",
    step_second: "Enter the new PIN again",
    differs: "The two differ. Enter again",
    forgotten: "Forgotten PIN",
    done: "Payment PIN saved",
  },
  tier: {
    registered: "Registered",
    verified: "Verified",
  },
  me: {
    title: "Identity and security",
    name: "Name",
    tier: "Level",
    elder: "Elder mode (large text, few functions, no ads)",
    devices: "Devices that are signed in",
    this_device: "This device",
    unnamed: "Unnamed device",
    seen: "Last used",
    end: "Sign out",
    end_title: "Sign this device out?",
    end_text: "It can no longer use your account, at once.",
    device_out: "The device is signed out",
    log_out: "Sign out",
  },
  failures: {
    "identity.login_refused":
      "Number (login name) or password is wrong, or you cannot sign in right now. Check and try again, or sign in by SMS code",
    "identity.sms_code_wrong":
      "The code is wrong or no longer valid. Ask for another one",
    "identity.sms_code_too_soon": "Ask for another code in {wait_s} seconds",
    "identity.sms_code_daily_limit": "No more codes today. Try again tomorrow",
    "identity.mobile_already_registered":
      "This number is registered already. Sign in instead",
    "identity.session_unknown": "You were signed out. Sign in again",
    "identity.password_too_weak":
      "This password is too simple or contains your login. Choose a longer one",
    "identity.password_wrong":
      "The password is wrong, or locked for a while after wrong tries",
    "identity.password_same_as_before":
      "The password must differ from the old one",
    "identity.id_number_malformed": "This is not a valid id number",
    "identity.person_too_young":
      "Under 16: please come to a branch with a guardian",
    "identity.real_name_mismatch":
      "Name and id number do not belong together. {tries_left} tries left today",
    "identity.real_name_tries_used_up":
      "No more checks today. Try again tomorrow",
    "identity.real_name_check_unavailable":
      "The check does not work right now. Nothing was counted; try again later",
    "identity.already_verified": "Your name is checked already",
    "identity.person_already_customer":
      "This id number is checked under another mobile number",
    "identity.payment_pin_not_set": "You have no payment PIN yet",
    "identity.payment_pin_wrong": "Wrong payment PIN, {tries_left} tries left",
    "identity.payment_pin_locked":
      "The payment PIN is locked. Reset it to go on",
    "identity.payment_pin_too_weak":
      "This PIN is too simple, or too close to your number, id or birth date",
    "identity.payment_pin_already_set": "You have a payment PIN already",
    "identity.customer_not_found": "No such customer",
    "identity.customer_not_verified": "Complete the real-name check first",
    "identity.session_not_found": "This device is logged out already",
  },
};

// What pages of both shells use. Console-only parts are in '@dlfp/ui/console', test support in
// '@dlfp/ui/testing'.
export {
  useDisplay,
  text_scales,
  type Locale,
  type TextScale,
  type Theme,
} from './display/display.ts';
export {
  defineModule,
  type Audience,
  type Badge,
  type ConsoleModule,
  type Entry,
  type H5Module,
  type MenuItem,
  type ModuleWords,
  type Title,
  type Widget,
} from './module/define.ts';
export { formatAmount, formatMoney, parseMoney, spokenMoney } from './format/money.ts';
export { dayOf, formatDay, formatTime, isoTime, type TimeStyle } from './format/time.ts';
export {
  createWords,
  failureWords,
  installWords,
  speak,
  titleIn,
  type Words,
} from './words/words.ts';
export { useQuery, type Query } from './flow/use-query.ts';
export { usePages, type Page, type Pages } from './flow/use-pages.ts';
export { useSubmission, type Submission } from './flow/use-submission.ts';
export { useSession } from './flow/use-session.ts';
export { bytesOf, canUsePasskeys, makePasskey, textOf, usePasskey } from './flow/passkeys.ts';
export { onBadgeNews, tellBadge } from './flow/badge-news.ts';
export { showToast } from './flow/toast.ts';
export { icon_paths, type IconName } from './icons/paths.ts';
export { default as ActionButton } from './components/ActionButton.vue';
export { default as BrandMark } from './components/BrandMark.vue';
export { default as BottomSheet } from './components/BottomSheet.vue';
export { default as CardBox } from './components/CardBox.vue';
export { default as CheckField } from './components/CheckField.vue';
export { default as ChoiceField } from './components/ChoiceField.vue';
export { default as CodeInput } from './components/CodeInput.vue';
export { default as ConfirmDialog } from './components/ConfirmDialog.vue';
export { default as DateTimeText } from './components/DateTimeText.vue';
export { default as EmptyState } from './components/EmptyState.vue';
export { default as FactList } from './components/FactList.vue';
export { default as FailureNotice } from './components/FailureNotice.vue';
export { default as FieldRow } from './components/FieldRow.vue';
export { default as ListRow } from './components/ListRow.vue';
export { default as LoadingState } from './components/LoadingState.vue';
export { default as MoneyField } from './components/MoneyField.vue';
export { default as MoneyText } from './components/MoneyText.vue';
export { default as MoreRows } from './components/MoreRows.vue';
export { default as PageFrame } from './components/PageFrame.vue';
export { default as PageHeader } from './components/PageHeader.vue';
export { default as PinPad } from './components/PinPad.vue';
export { default as QrCode } from './components/QrCode.vue';
export { default as RatingField } from './components/RatingField.vue';
export { default as SelectField } from './components/SelectField.vue';
export { default as StatusTag } from './components/StatusTag.vue';
export { default as StepperField } from './components/StepperField.vue';
export { default as SvgIcon } from './components/SvgIcon.vue';
export { default as TabStrip } from './components/TabStrip.vue';
export { default as TextAreaField } from './components/TextAreaField.vue';
export { default as TextField } from './components/TextField.vue';
export { default as ToastHost } from './components/ToastHost.vue';
export { detour, returnAfterSignIn, safeReturn } from './flow/sign-in.ts';
export { background_limit_ms, endSessionInBackground } from './flow/idle.ts';

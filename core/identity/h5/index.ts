// Who the customer is: registration, log-in, real-name check, payment PIN, devices.
import { defineModule } from '@dlfp/ui';

export default defineModule({
  id: 'identity',
  title: { zh: '身份与安全', en: 'Identity and security' },
  icon: 'shield',
  order: 110,
  routes: [
    {
      path: '/login',
      name: 'identity.login',
      component: () => import('./pages/LoginPage.vue'),
      meta: { audience: 'public', title: { zh: '登录', en: 'Sign in' } },
    },
    {
      path: '/register',
      name: 'identity.register',
      component: () => import('./pages/RegisterPage.vue'),
      meta: { audience: 'public', title: { zh: '注册', en: 'Register' } },
    },
    {
      path: '/reset-password',
      name: 'identity.reset_password',
      component: () => import('./pages/ResetPasswordPage.vue'),
      meta: {
        audience: 'public',
        title: { zh: '找回登录密码', en: 'Reset password' },
      },
    },
    {
      path: '/verify',
      name: 'identity.verify',
      component: () => import('./pages/VerifyPage.vue'),
      meta: {
        audience: 'registered',
        title: { zh: '实名认证', en: 'Real-name check' },
      },
    },
    {
      path: '/security',
      name: 'identity.security',
      component: () => import('./pages/SecurityPage.vue'),
      meta: {
        audience: 'registered',
        title: { zh: '身份与安全', en: 'Identity and security' },
      },
    },
    {
      path: '/security/payment-pin',
      name: 'identity.payment_pin',
      component: () => import('./pages/PaymentPinPage.vue'),
      meta: {
        audience: 'verified',
        title: { zh: '支付密码', en: 'Payment PIN' },
      },
    },
    {
      path: '/security/password',
      name: 'identity.password',
      component: () => import('./pages/PasswordPage.vue'),
      meta: {
        audience: 'registered',
        title: { zh: '修改登录密码', en: 'Change password' },
      },
    },
    {
      path: '/security/passkeys',
      name: 'identity.passkeys',
      component: () => import('./pages/PasskeysPage.vue'),
      meta: {
        audience: 'registered',
        title: { zh: '通行密钥', en: 'Passkeys' },
      },
    },
  ],
  entries: [
    {
      id: 'security',
      title: { zh: '身份与安全', en: 'Identity and security' },
      icon: 'shield',
      route: 'identity.security',
      keywords: ['登录设备', '退出登录', '长辈模式', '修改密码'],
      audience: 'registered',
    },
    {
      id: 'verify',
      title: { zh: '实名认证', en: 'Real-name check' },
      icon: 'id_card',
      route: 'identity.verify',
      keywords: ['身份证', '实名'],
      audience: 'registered',
    },
    {
      id: 'passkeys',
      title: { zh: '通行密钥', en: 'Passkeys' },
      icon: 'lock',
      route: 'identity.passkeys',
      keywords: ['指纹登录', '人脸登录', '免密登录'],
      audience: 'registered',
    },
    {
      id: 'payment_pin',
      title: { zh: '支付密码', en: 'Payment PIN' },
      icon: 'lock',
      route: 'identity.payment_pin',
      keywords: ['忘记支付密码', '六位密码', '交易密码'],
      audience: 'verified',
    },
  ],
  messages: {
    zh: () => import('./words/zh.ts'),
    en: () => import('./words/en.ts'),
  },
});

#!/usr/bin/env node
// A customer registers a passkey with Chromium's virtual authenticator, logs in with it, renames
// and removes it. A virtual authenticator proves the protocol, not a sensor (clause 9.2.3).
import { axeViolations, sizeBreaches } from '../../../web/tools/axe.mjs';
import { goReady, openPage } from '../../../web/tools/browser.mjs';
import { journey, mustBeEmpty } from '../../../web/tools/journey.mjs';

const mobile = '13800138000';
const password = 'Sunny-Canteen-88';

await journey(async ({ browser, base, step }) => {
  const { context, page } = await openPage(browser);
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const verified = (isUserVerified) =>
    devtools.send('WebAuthn.setUserVerified', {
      authenticatorId,
      isUserVerified,
    });
  const button = (name) => page.getByRole('button', { name, exact: true });
  const text = (label) => page.getByRole('textbox', { name: new RegExp(`^${label}`) }).first();
  const signedIn = () =>
    page.waitForFunction(() => sessionStorage.getItem('dlfp.session.h5') !== null);
  const picture = (name) =>
    process.env.DLFP_SCREENSHOTS
      ? page.screenshot({ path: `${process.env.DLFP_SCREENSHOTS}/${name}.png` })
      : null;
  const logOut = async () => {
    await goReady(page, `${base}/h5/security`);
    await button('退出登录').click();
    await page.waitForFunction(() => sessionStorage.getItem('dlfp.session.h5') === null);
    await goReady(page, `${base}/h5/login`);
  };

  await step('the customer signs in with the password', async () => {
    await goReady(page, `${base}/h5/login`);
    await text('手机号').fill(mobile);
    await page.getByLabel(/^登录密码/).fill(password);
    await button('登录').click();
    await signedIn();
  });
  await step('a wrong password adds no passkey', async () => {
    await goReady(page, `${base}/h5/security/passkeys`);
    await page.getByText('还没有通行密钥').waitFor();
    await button('添加通行密钥').click();
    await page.getByLabel(/^登录密码/).fill('not the password');
    await button('下一步').click();
    await page.getByText('密码不正确').waitFor();
  });
  await step('the right one adds a passkey of this device', async () => {
    await page.getByLabel(/^登录密码/).fill(password);
    await text('名称').fill('我的手机');
    await button('下一步').click();
    await page.getByText('我的手机').waitFor();
    await picture('passkeys');
  });
  await step('the page is free of axe’s findings and of small controls', async () => {
    mustBeEmpty([...(await axeViolations(page)), ...(await sizeBreaches(page))], 'findings');
  });
  await step('the passkey logs in without number and password', async () => {
    await logOut();
    await picture('log-in');
    await button('用指纹或人脸登录').click();
    await signedIn();
    await goReady(page, `${base}/h5/security/passkeys`);
    await page.getByText('最近使用').waitFor();
  });
  await step('a finger that is not recognised logs nobody in', async () => {
    await logOut();
    await verified(false);
    await button('用指纹或人脸登录').click();
    await page.getByText('没有完成。可以再试一次').waitFor();
    await verified(true);
  });
  await step('it is renamed, then removed, and opens nothing any more', async () => {
    await button('用指纹或人脸登录').click();
    await signedIn();
    await goReady(page, `${base}/h5/security/passkeys`);
    await button('改名').click();
    await text('名称').fill('旧手机');
    await button('保存').click();
    await page.getByText('旧手机').waitFor();
    await button('删除').click();
    await page.getByRole('alertdialog').getByRole('button', { name: '删除' }).click();
    await page.getByText('还没有通行密钥').waitFor();
    await logOut();
    await button('用指纹或人脸登录').click();
    await page.getByText('用这个通行密钥不能登录').waitFor();
  });
});

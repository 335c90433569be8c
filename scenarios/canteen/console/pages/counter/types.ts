// Replies that the counter's pages share, as the API description has them.
import type { components } from '@dlfp/api-client';

type Schemas = components['schemas'];
export type Desk = Schemas['CanteenDeskReply'];
export type DeskMeal = Schemas['CanteenDeskMeal'];
export type DeskItem = Schemas['CanteenDeskItem'];
export type Sale = Schemas['CanteenSaleView'];
export type SaleSummary = Schemas['CanteenSaleSummary'];
export type Terminal = Schemas['CanteenTerminalView'];
export type Batch = Schemas['CanteenBatchView'];
export type Suspense = Schemas['CanteenSuspenseView'];

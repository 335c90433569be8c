// ECharts with only the parts that the console draws with. Loaded with the first chart, not with
// the shell.
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

let equipped = false;

function equip(): void {
  if (equipped) return;
  equipped = true;
  echarts.use([
    BarChart,
    LineChart,
    PieChart,
    AriaComponent,
    DatasetComponent,
    GridComponent,
    LegendComponent,
    TooltipComponent,
    CanvasRenderer,
  ]);
}

/** An empty chart in a box. Equipping happens here, because a bundler may drop what only runs. */
export function createChart(box: HTMLElement): echarts.EChartsType {
  equip();
  return echarts.init(box, null, { renderer: 'canvas' });
}

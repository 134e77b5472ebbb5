import { BarChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, ScatterChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** Starts a chart on an element. This module is loaded with the first chart, not with the window. */
export { init as startChart };

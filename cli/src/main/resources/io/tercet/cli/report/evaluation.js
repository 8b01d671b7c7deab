'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const RATE = 0, RECALL = 1, PRECISION = 2;
  const DAY = 0, ALERTS = 1, RIGHT = 2;
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const percent = value => Math.round(value * 100) + ' %';

  const axis = more => ({
    nameTextStyle: { color: colour('soft') }, axisLabel: { color: colour('soft'), hideOverlap: true },
    axisTick: { show: false }, axisLine: { lineStyle: { color: colour('line') } },
    splitLine: { lineStyle: { color: colour('line') } }, ...more
  });
  const frame = () => ({
    animation: !calm,
    animationDuration: 300,
    grid: { left: 8, right: 16, top: 40, bottom: 28, containLabel: true },
    legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 8, textStyle: { color: colour('soft') } },
    tooltip: {
      trigger: 'axis', confine: true, backgroundColor: colour('card'), borderColor: colour('line'),
      textStyle: { color: colour('ink') }
    }
  });
  const share = (name, gap) => axis({
    type: 'value', min: 0, max: 1, name, nameLocation: 'middle', nameGap: gap,
    axisLabel: { color: colour('soft'), formatter: percent }
  });
  const curve = (name, xName, yName, points, diagonal) => ({
    ...frame(),
    legend: { show: false },
    title: { text: name, left: 0, top: 0, textStyle: { color: colour('ink'), fontSize: 14, fontWeight: 500 } },
    grid: { left: 28, right: 20, top: 36, bottom: 32, containLabel: true },
    tooltip: {
      ...frame().tooltip,
      formatter: items => {
        const point = items.find(item => item.seriesName === name) || items[0];
        return xName + ' ' + (point.value[0] * 100).toFixed(1) + ' %<br>' + yName + ' ' + (point.value[1] * 100).toFixed(1) + ' %';
      }
    },
    xAxis: share(xName, 28),
    yAxis: share(yName, 44),
    series: [
      { name, type: 'line', data: points, symbol: 'none', lineStyle: { width: 2, color: colour('mean') }, areaStyle: { color: colour('mean'), opacity: .08 } },
      { name: 'chance', type: 'line', data: diagonal, symbol: 'none', silent: true, lineStyle: { width: 1, type: 'dashed', color: colour('soft') } }
    ]
  });
  const roc = () => curve('ROC', 'ordinary alerted on', 'fraud found',
    [[0, 0], ...data.curve.map(point => [point[RATE], point[RECALL]])], [[0, 0], [1, 1]]);
  const pr = () => curve('Precision and recall', 'fraud found', 'alerts that are right',
    data.curve.map(point => [point[RECALL], point[PRECISION]]), [[0, data.base], [1, data.base]]);

  const alerts = () => {
    const bar = (name, tint, value) => ({
      name, type: 'bar', stack: 'alerts', barMaxWidth: 24, data: data.days.map(value), itemStyle: { color: colour(tint) }
    });
    return {
      ...frame(),
      xAxis: axis({ type: 'category', data: data.days.map(day => day[DAY]) }),
      yAxis: axis({ type: 'value', minInterval: 1 }),
      series: [
        bar('right', 'bar-critical', day => day[RIGHT]),
        bar('wrong', 'bar-medium', day => day[ALERTS] - day[RIGHT])
      ]
    };
  };

  const calibration = () => {
    const levels = [['≥ 60', 'bar-medium', 1], ['≥ 80', 'bar-high', 0.1], ['≥ 95', 'bar-critical', 0.01778]];
    // On a logarithmic axis none has no place.
    const positive = value => value > 0 ? value : null;
    const series = levels.flatMap(([name, tint, nominal], index) => {
      const column = end => data.months.map(month => positive(month[1][index][end]));
      const edge = end => ({
        name: name + (end === 1 ? ', low' : ', high'), type: 'line', data: column(end), symbol: 'none', silent: true,
        lineStyle: { width: 1, color: colour(tint), opacity: .45 }, tooltip: { show: false }
      });
      return [{
        name, type: 'line', data: column(0), symbol: 'circle', symbolSize: 7,
        lineStyle: { width: 2, color: colour(tint) }, itemStyle: { color: colour(tint) },
        markLine: {
          symbol: 'none', silent: true, animation: false, label: { show: true, position: 'end', formatter: String(nominal === 0.01778 ? 0.018 : nominal), color: colour('soft') },
          lineStyle: { type: 'dashed', color: colour(tint) }, data: [{ yAxis: nominal }]
        }
      }, edge(1), edge(2)];
    });
    const lowest = Math.min(0.01, ...data.months.flatMap(month => month[1].flatMap(ends => ends.filter(value => value > 0))));
    const option = frame();
    option.legend.data = levels.map(level => level[0]);
    option.tooltip.formatter = items => items[0].axisValue + levels.map((level, index) => {
      const ends = data.months[items[0].dataIndex][1][index];
      return '<br>' + level[0] + ': ' + ends[0] + ' ‰ [' + ends[1] + ', ' + ends[2] + ']';
    }).join('');
    option.grid.right = 48;
    return {
      ...option,
      xAxis: axis({ type: 'category', data: data.months.map(month => month[0]) }),
      yAxis: axis({ type: 'log', min: Math.pow(10, Math.floor(Math.log10(lowest))) }),
      series
    };
  };

  const charts = [['roc', roc, data.curve.length], ['pr', pr, data.curve.length], ['alerts', alerts, data.days.length],
    ['calibration', calibration, data.months.length]].flatMap(([id, option, length]) => {
    const element = document.getElementById(id);
    if (!length) {
      element.style.height = 'auto';
      element.textContent = 'Needs labels of both classes.';
      return [];
    }
    return [[echarts.init(element, null, { renderer: 'canvas' }), option]];
  });
  const draw = () => charts.forEach(([chart, option]) => chart.setOption(option(), true));
  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  addEventListener('resize', () => charts.forEach(([chart]) => chart.resize()));
})();

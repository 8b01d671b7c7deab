'use strict';
(() => {
  const days = JSON.parse(document.getElementById('data').textContent).days;
  const DAY = 0, MEDIUM = 2, HIGH = 3, CRITICAL = 4, MEAN = 5, MAX = 6;
  const charts = ['alerts', 'risk'].map(id => document.getElementById(id));
  if (!days.length) {
    charts.forEach(chart => { chart.style.height = 'auto'; chart.textContent = 'Nothing scored yet.'; });
    return;
  }
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const column = index => days.map(day => day[index]);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

  const frame = () => ({
    animation: !calm,
    animationDuration: 300,
    grid: { left: 8, right: 12, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 8, textStyle: { color: colour('soft') } },
    tooltip: {
      trigger: 'axis', confine: true, backgroundColor: colour('card'), borderColor: colour('line'),
      textStyle: { color: colour('ink') }
    },
    xAxis: {
      type: 'category', data: column(DAY),
      axisLabel: { color: colour('soft'), hideOverlap: true, margin: 12, alignMinLabel: 'left', alignMaxLabel: 'right' }, axisTick: { show: false },
      axisLine: { lineStyle: { color: colour('line') } }
    },
    yAxis: {
      type: 'value', minInterval: 1,
      axisLabel: { color: colour('soft') }, splitLine: { lineStyle: { color: colour('line') } }
    }
  });
  const bar = (name, index) => ({
    name, type: 'bar', stack: 'alerts', data: column(index), barMaxWidth: 24, itemStyle: { color: colour('bar-' + name) }
  });
  const line = (name, index, tint) => ({
    name, type: 'line', data: column(index), symbol: days.length > 1 ? 'none' : 'circle',
    lineStyle: { width: 2, color: tint }, itemStyle: { color: tint }
  });
  const threshold = (level, at) => ({
    yAxis: at, name: level, lineStyle: { color: colour(level), type: 'dashed', opacity: .6 },
    label: { formatter: level, position: 'end', color: colour(level) }
  });

  const instances = charts.map(chart => echarts.init(chart, null, { renderer: 'canvas' }));
  const draw = () => {
    instances[0].setOption({ ...frame(), series: [bar('critical', CRITICAL), bar('high', HIGH), bar('medium', MEDIUM)] }, true);
    const highest = line('highest', MAX, colour('high'));
    highest.markLine = {
      symbol: 'none', silent: true, animation: false,
      data: [threshold('medium', 60), threshold('high', 80), threshold('critical', 95)]
    };
    const risk = frame();
    risk.yAxis.max = 100;
    risk.grid.right = 56;
    instances[1].setOption({ ...risk, series: [highest, line('mean', MEAN, colour('mean'))] }, true);
  };
  draw();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  addEventListener('resize', () => instances.forEach(instance => instance.resize()));
})();

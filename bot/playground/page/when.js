/** Moments as the acting member reads them: always in the zone of her Slack profile, never the browser's. */

const formatters = new Map();

/** Formats a Date in `zone` with Intl options; locale is British, as the story is. */
export function format(moment, zone, options) {
  const key = JSON.stringify([zone, options]);
  if (!formatters.has(key)) {
    formatters.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  }
  return formatters.get(key).format(moment);
}

/** A message's `ts`, as Slack writes it: seconds since 1970 with six decimals. */
export const momentOf = (ts) => new Date(Number.parseFloat(ts) * 1000);

export const timeText = (moment, zone) => format(moment, zone, { hour: "2-digit", minute: "2-digit" });

export const dayText = (moment, zone) =>
  format(moment, zone, { weekday: "long", day: "numeric", month: "long" });

export const clockText = (moment, zone) =>
  `${format(moment, zone, { weekday: "short", day: "numeric", month: "short" })}, ${timeText(moment, zone)}`;

/** "Today", "Yesterday" or the day's name, seen from `now`. */
export function relativeDay(moment, now, zone) {
  const days = (dayNumber(now, zone) - dayNumber(moment, zone)) / 86400000;
  return days === 0 ? "Today" : days === 1 ? "Yesterday" : dayText(moment, zone);
}

function dayNumber(moment, zone) {
  return Date.parse(`${wallTime(moment, zone).slice(0, 10)}T00:00Z`);
}

/** `2026-11-16T10:40`, the value of a datetime-local input. */
export function wallTime(moment, zone) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
    .format(moment)
    .replace(" ", "T");
}

/** Seconds since 1970 of a wall time in `zone`; of an hour that happens twice, the first. */
export function epochOf(wall, zone) {
  const asUtc = Date.parse(`${wall}Z`);
  const offsets = [-86400000, 86400000].map((away) => offsetAt(asUtc + away, zone));
  const moments = offsets.map((offset) => asUtc - offset);
  const real = moments.filter((moment) => wallTime(new Date(moment), zone) === wall);
  return Math.min(...(real.length ? real : moments)) / 1000;
}

function offsetAt(instant, zone) {
  const minute = Math.floor(instant / 60000) * 60000;
  return Date.parse(`${wallTime(new Date(minute), zone)}Z`) - minute;
}

const SLACK_DATE = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** Fills a `<!date^...>` template such as `{date_short_pretty} at {time}`; an unknown token stays as written. */
export function slackDate(template, seconds, zone) {
  const moment = new Date(Number(seconds) * 1000);
  return template.replace(/\{(\w+)\}/g, (token, name) => {
    const options = SLACK_DATE[name.replace(/_pretty$/, "")];
    return options ? format(moment, zone, options) : token;
  });
}

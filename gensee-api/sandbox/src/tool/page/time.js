// Times: China keeps +08:00 all year round.

const CHINA = 8 * 60 * 60 * 1000;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?$/;

/** `2030-05-19 10:00:00` in China time, from epoch milliseconds. */
function chinaText(millis) {
  const moment = new Date(millis + CHINA);
  if (Number.isNaN(moment.getTime())) return undefined;
  return moment.toISOString().slice(0, 19).replace('T', ' ');
}

/** Epoch milliseconds of a China time; none for what is not a moment of the calendar. */
function chinaMillis(text) {
  const parts = MOMENT.exec(text.trim());
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  const millis = Date.UTC(year, month - 1, day, hour, minute, second) - CHINA;
  return chinaText(millis) === written(parts) ? millis : undefined;
}

function written([, year, month, day, hour, minute, second = '00']) {
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** Whether a text is a day of the calendar. */
function isDay(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && chinaMillis(`${text} 00:00:00`) !== undefined;
}

/** Epoch milliseconds of a parameter, however it is written. */
function momentOf(text) {
  return /^-?\d+$/.test(text.trim()) ? Number(text) : chinaMillis(isDay(text) ? `${text} 00:00:00` : text);
}

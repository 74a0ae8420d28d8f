/** The emoji names a message may use; a name that is not here stays as it was written, as in Slack. */

const EMOJI = {
  wave: "👋", tada: "🎉", sparkles: "✨", seedling: "🌱", herb: "🌿", leaves: "🍃", sunny: "☀️", sunrise: "🌅",
  cloud: "☁️", ocean: "🌊", fire: "🔥", bulb: "💡", compass: "🧭", mag: "🔍", eyes: "👀", ear: "👂",
  heart: "❤️", green_heart: "💚", yellow_heart: "💛", blue_heart: "💙", sparkling_heart: "💖",
  smile: "😄", slightly_smiling_face: "🙂", neutral_face: "😐", thinking_face: "🤔", relieved: "😌",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", warning: "⚠️",
  question: "❓", exclamation: "❗", no_entry: "⛔", information_source: "ℹ️", bell: "🔔", no_bell: "🔕",
  calendar: "📆", date: "📅", spiral_calendar_pad: "🗓️", clock1: "🕐", alarm_clock: "⏰", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", zzz: "💤", speech_balloon: "💬", thought_balloon: "💭", memo: "📝",
  pencil: "📝", pencil2: "✏️", notebook: "📓", book: "📖", bookmark: "🔖", link: "🔗", lock: "🔒", key: "🔑",
  email: "📧", envelope: "✉️", telephone_receiver: "📞", computer: "💻", coffee: "☕", tea: "🍵",
  handshake: "🤝", pray: "🙏", clap: "👏", raised_hands: "🙌", muscle: "💪", thumbsup: "👍", "+1": "👍",
  thumbsdown: "👎", "-1": "👎", point_right: "👉", point_down: "👇", bust_in_silhouette: "👤",
  busts_in_silhouette: "👥", bar_chart: "📊", chart_with_upwards_trend: "📈", scales: "⚖️", balance_scale: "⚖️",
  star: "⭐", star2: "🌟", zap: "⚡", battery: "🔋", round_pushpin: "📍", pushpin: "📌", gear: "⚙️",
  arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️", arrow_down: "⬇️", repeat: "🔁", rocket: "🚀",
  red_circle: "🔴", large_blue_circle: "🔵", large_green_circle: "🟢", large_yellow_circle: "🟡",
  white_circle: "⚪", black_circle: "⚫", gift: "🎁", house: "🏠", toolbox: "🧰", package: "📦",
};

const EMOJI_NAME = /:([a-z0-9_+-]+):/g;

/** Replaces every known `:name:`. */
export const withEmoji = (text) => text.replace(EMOJI_NAME, (whole, name) => EMOJI[name] ?? whole);

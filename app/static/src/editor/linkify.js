// In place of the package "linkify-it": the subset makes no links of what only looks like an address.

export default class {}

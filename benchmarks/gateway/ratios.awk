# Reads lines "round variant value", prints for each variant but the first the median of its ratios
# to the first variant of the same round, with the quartiles and the number of rounds.
{
  if (!($2 in seen)) { seen[$2] = 1; order[++variants] = $2 }
  value[$1, $2] = $3
  if (!($1 in rounds)) { rounds[$1] = 1; round[++n] = $1 }
}
function sort(a, size,    i, j, t) {
  for (i = 2; i <= size; i++) { t = a[i]; for (j = i - 1; j >= 1 && a[j] > t; j--) a[j + 1] = a[j]; a[j + 1] = t }
}
function at(a, size, q,    p) { p = q * (size - 1) + 1; return a[int(p)] + (p - int(p)) * (a[int(p) + (p > int(p))] - a[int(p)]) }
END {
  for (v = 1; v <= variants; v++) {
    split("", own); split("", ratio); k = 0
    for (i = 1; i <= n; i++) {
      base = value[round[i], order[1]]
      own[i] = value[round[i], order[v]]
      if (base > 0) ratio[++k] = own[i] / base
    }
    sort(own, n); sort(ratio, k)
    printf "%-14s median %10.1f %s   ratio %.2f [%.2f..%.2f] over %d rounds\n", order[v], at(own, n, 0.5) / scale, unit, at(ratio, k, 0.5), at(ratio, k, 0.25), at(ratio, k, 0.75), k
  }
}

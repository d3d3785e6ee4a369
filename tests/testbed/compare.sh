#!/bin/bash
# compare.sh LIBVIRT OURS: two lists of NAME ASPECT VALUE (tabs between), aspect by aspect: same, stricter or weaker. Ends with the counts; fails where one is weaker.
declare -A theirs ours
while IFS=$'\t' read -r n a v; do theirs["$n	$a"]=$v; done <"$1"
while IFS=$'\t' read -r n a v; do ours["$n	$a"]=$v; done <"$2"
same=0 stricter=0 weaker=0

within() { local w; for w in $1; do case " $2 " in *" $w "*) ;; *) return 1 ;; esac; done; }
number() { case $1 in unlimited|max|'') echo 9223372036854775807 ;; *) echo "$1" ;; esac; }

verdict() { # ASPECT THEIRS OURS
  [ "$2" != "$3" ] || { echo same; return; }
  case $1 in
    Cap*) (( (16#$3 & ~16#$2) == 0 )) && echo stricter || echo weaker ;;
    NoNewPrivs|Seccomp) (( $3 > $2 )) && echo stricter || echo weaker ;;
    Umask) (( (8#$3 & 8#$2) == 8#$2 )) && echo stricter || echo weaker ;;
    Groups|nodes|environment|filter) within "$3" "$2" && echo stricter || echo weaker ;;
    # the same nodes with other owners would be another matter than fewer of them
    node-owners) within "$3" "$2" && echo stricter || echo weaker ;;
    profile) [[ $3 == *"(enforce)" ]] && echo same || echo weaker ;;
    cgroup) [[ $3 == /machine.slice/machine-*.scope* ]] && echo same || echo weaker ;;
    group*|limit*) (( $(number "$3") <= $(number "$2") )) && echo stricter || echo weaker ;;
    file*mode) (( (8#$3 & ~8#$2) == 0 )) && echo stricter || echo weaker ;;
    # root's instead of QEMU's
    file*owner) case $3 in 0:*|1234:*) echo stricter ;; *) echo weaker ;; esac ;;
    *) echo weaker ;;
  esac
}

mapfile -t keys < <(printf '%s\n' "${!theirs[@]}" | sort)
for key in "${keys[@]}"; do
  aspect=${key#*	}
  if [ -z "${ours[$key]+there}" ]; then
    case $aspect in file*) what=stricter; shown='not there' ;; *) what=weaker; shown='not known' ;; esac
  else
    shown=${ours[$key]}; what=$(verdict "$aspect" "${theirs[$key]}" "$shown")
  fi
  case $what in
    same) same=$((same + 1)) ;;
    *) [ "$what" = stricter ] && stricter=$((stricter + 1)) || weaker=$((weaker + 1))
       printf '%-9s %-8s %-34s libvirt: %s; virshlite: %s\n' "$what" "${key%%	*}" "$aspect" "${theirs[$key]:-nothing}" "${shown:-nothing}" ;;
  esac
done
mapfile -t keys < <(printf '%s\n' "${!ours[@]}" | sort)
for key in "${keys[@]}"; do
  [ -n "${theirs[$key]+there}" ] || printf '%-9s %-8s %-34s virshlite: %s\n' ours "${key%%	*}" "${key#*	}" "${ours[$key]}"
done
echo "same: $same, stricter: $stricter, weaker: $weaker"
[ "$weaker" = 0 ]

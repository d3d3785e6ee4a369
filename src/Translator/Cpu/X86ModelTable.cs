namespace VirshLite.Translator.Cpu;

/// <summary>
/// The x86 CPU models, in libvirt's order (cpu.md Appendix B), as text that <see cref="X86Models"/> reads when it is first asked. A line at the margin is one
/// model: its name, <c>=alias</c> where there is one, vendor (<c>_</c> for a blank), signatures <c>family/model:steppings</c>, flags (G: may be chosen for a
/// guest when a CPU is decoded; C: a partial check compares with the host instead of asking QEMU; N: known since libvirt 12.8 only) and <c>!feature</c> for
/// what the model once had; <c>-</c> stands for none. The indented lines hold its features: a list, or an earlier model with what it gains (+) and loses (-).
/// </summary>
internal static class X86ModelTable
{
    public const string Text = """
        486 =486-v1 - - GC
          fpu vme pse
        pentium =pentium-v1 - - GC
          486 +de +tsc +msr +mce +cx8 +mmx
        pentium2 =pentium2-v1 - - GC
          pentium +pae +sep +mtrr +pge +mca +cmov +pat +pse36 +fxsr
        pentium3 =pentium3-v1 - - GC
          pentium2 +sse
        pentiumpro - - GC
          pentium3 +apic +sse2 -vme -mtrr -mca -pse36
        coreduo =coreduo-v1 Intel - GC
          pentium3 +pni +monitor +apic +clflush +sse2 +nx -pse36
        n270 =n270-v1 Intel - GC
          coreduo +ssse3
        core2duo =core2duo-v1 Intel - GC
          n270 +pse36 +syscall +lm
        qemu32 =qemu32-v1 - - GC
          pentiumpro +pni
        kvm32 =kvm32-v1 - - GC
          coreduo +pse36 -monitor -vme -nx
        cpu64-rhel5 - - C
          core2duo -monitor -ssse3 -vme
        cpu64-rhel6 - - C
          cpu64-rhel5 +cx16 +lahf_lm
        qemu64 =qemu64-v1 - - GC
          cpu64-rhel5 +cx16 +svm
        kvm64 =kvm64-v1 - - GC
          cpu64-rhel5 +cx16
        Conroe =Conroe-v1 Intel 6/15,6/22 GC
          cpu64-rhel5 +ssse3 +lahf_lm
        Penryn =Penryn-v1 Intel 6/23,6/29 GC
          cpu64-rhel6 +ssse3 +sse4.1
        Nehalem =Nehalem-v1 Intel 6/26,6/30,6/31,6/46 GC
          Penryn +sse4.2 +popcnt
        Nehalem-IBRS =Nehalem-v2 Intel 6/26,6/30,6/31,6/46 GC
          Nehalem +spec-ctrl
        Westmere =Westmere-v1 Intel 6/44,6/47,6/37 GC
          Nehalem +aes
        Westmere-IBRS =Westmere-v2 Intel 6/44 GC
          Nehalem-IBRS +aes
        SandyBridge =SandyBridge-v1 Intel 6/42,6/45 GC
          Westmere +pclmuldq +x2apic +tsc-deadline +xsave +avx +rdtscp
        SandyBridge-IBRS =SandyBridge-v2 Intel 6/42,6/45 GC
          SandyBridge +spec-ctrl
        IvyBridge =IvyBridge-v1 Intel 6/58,6/62 GC
          SandyBridge +f16c +rdrand +vme +fsgsbase +smep +erms
        IvyBridge-IBRS =IvyBridge-v2 Intel 6/58,6/62 GC
          IvyBridge +spec-ctrl
        Haswell-noTSX =Haswell-v2 Intel 6/60,6/63,6/69,6/70 GC
          SandyBridge +fma +pcid +movbe +fsgsbase +bmi1 +avx2 +smep +bmi2 +erms +invpcid
        Haswell-noTSX-IBRS =Haswell-v4 Intel 6/60,6/63,6/69,6/70 GC
          Haswell-noTSX +spec-ctrl
        Haswell =Haswell-v1 Intel 6/60,6/63,6/69,6/70 GC
          Haswell-noTSX +hle +rtm
        Haswell-IBRS =Haswell-v3 Intel 6/60,6/63,6/69,6/70 GC
          Haswell +spec-ctrl
        Broadwell-noTSX =Broadwell-v2 Intel 6/61,6/71,6/79,6/86 GC
          Haswell-noTSX +rdseed +adx +smap +3dnowprefetch
        Broadwell-noTSX-IBRS =Broadwell-v4 Intel 6/61,6/71,6/79,6/86 GC
          Broadwell-noTSX +spec-ctrl
        Broadwell =Broadwell-v1 Intel 6/61,6/71,6/79,6/86 GC
          Broadwell-noTSX +hle +rtm
        Broadwell-IBRS =Broadwell-v3 Intel 6/61,6/71,6/79,6/86 GC
          Broadwell +spec-ctrl
        Skylake-Client =Skylake-Client-v1 Intel 6/94,6/78,6/142,6/158 GC !mpx
          Broadwell +f16c +rdrand +vme +arat +xsaveopt +xsavec +xgetbv1 +abm
        Skylake-Client-IBRS =Skylake-Client-v2 Intel 6/94,6/78,6/142,6/158 GC !mpx
          Skylake-Client +spec-ctrl
        Skylake-Client-noTSX-IBRS =Skylake-Client-v3 Intel 6/94,6/78,6/142,6/158 C !mpx
          Skylake-Client-IBRS -hle -rtm
        Skylake-Client-v4 Intel 6/94,6/78,6/142,6/158 -
          Skylake-Client-noTSX-IBRS +xsaves +vmx-ins-outs +vmx-true-ctls +vmx-store-lma +vmx-activity-hlt +vmx-vmwrite-vmexit-fields
          +vmx-apicv-xapic +vmx-ept +vmx-desc-exit +vmx-rdtscp-exit +vmx-vpid +vmx-wbinvd-exit +vmx-unrestricted-guest +vmx-rdrand-exit
          +vmx-invpcid-exit +vmx-vmfunc +vmx-shadow-vmcs +vmx-rdseed-exit +vmx-pml +vmx-xsaves +vmx-ept-execonly +vmx-page-walk-4 +vmx-ept-2mb
          +vmx-ept-1gb +vmx-invept +vmx-eptad +vmx-invept-single-context +vmx-invept-all-context +vmx-invvpid-single-addr +vmx-invvpid-all-context
          +vmx-invvpid-single-context-noglobals +vmx-intr-exit +vmx-nmi-exit +vmx-vnmi +vmx-preemption-timer +vmx-vintr-pending +vmx-tsc-offset
          +vmx-hlt-exit +vmx-invlpg-exit +vmx-mwait-exit +vmx-rdpmc-exit +vmx-rdtsc-exit +vmx-cr3-load-noexit +vmx-cr3-store-noexit
          +vmx-cr8-load-exit +vmx-cr8-store-exit +vmx-flexpriority +vmx-vnmi-pending +vmx-movdr-exit +vmx-io-exit +vmx-io-bitmap +vmx-mtf
          +vmx-msr-bitmap +vmx-monitor-exit +vmx-pause-exit +vmx-secondary-ctls +vmx-exit-nosave-debugctl +vmx-exit-load-perf-global-ctrl
          +vmx-exit-ack-intr +vmx-exit-save-pat +vmx-exit-load-pat +vmx-exit-save-efer +vmx-exit-load-efer +vmx-exit-save-preemption-timer
          +vmx-entry-noload-debugctl +vmx-entry-ia32e-mode +vmx-entry-load-perf-global-ctrl +vmx-entry-load-pat +vmx-entry-load-efer
          +vmx-eptp-switching
        Skylake-Server =Skylake-Server-v1 Intel 6/85:0-4 GC !mpx
          Skylake-Client +avx512f +avx512dq +clwb +avx512cd +avx512bw +avx512vl +pdpe1gb
        Skylake-Server-IBRS =Skylake-Server-v2 Intel 6/85:0-4 GC !mpx
          Skylake-Server +spec-ctrl
        Skylake-Server-noTSX-IBRS =Skylake-Server-v3 Intel 6/85:0-4 C !mpx
          Skylake-Server-IBRS -hle -rtm
        Skylake-Server-v4 Intel 6/85:0-4 -
          Skylake-Client-v4 +avx512f +avx512dq +clwb +avx512cd +avx512bw +avx512vl +pku +pdpe1gb +vmx-apicv-x2apic +vmx-apicv-register
          +vmx-apicv-vid +vmx-posted-intr -xsaves -vmx-xsaves
        Skylake-Server-v5 Intel 6/85:0-4 -
          Skylake-Server-v4 +xsaves +vmx-xsaves
        Cascadelake-Server =Cascadelake-Server-v1 Intel 6/85:5-7 GC !mpx
          Skylake-Server-IBRS +clflushopt +avx512vnni +ssbd
        Cascadelake-Server-noTSX =Cascadelake-Server-v3 Intel 6/85:5-7 C !mpx
          Cascadelake-Server -hle -rtm
        Cascadelake-Server-v2 Intel 6/85:5-7 -
          Skylake-Server-v4 +hle +rtm +clflushopt +avx512vnni +arch-capabilities +ssbd +rdctl-no +ibrs-all +skip-l1dfl-vmentry +mds-no
          -vmx-eptp-switching
        Cascadelake-Server-v4 Intel 6/85:5-7 -
          Cascadelake-Server-v2 +vmx-eptp-switching -hle -rtm
        Cascadelake-Server-v5 Intel 6/85:5-7 -
          Cascadelake-Server-v4 +xsaves +vmx-xsaves
        Icelake-Client Intel 6/126 GC !intel-pt
          Skylake-Client-IBRS +mpx +avx512vbmi +umip +pku +avx512vbmi2 +gfni +vaes +vpclmulqdq +avx512vnni +avx512bitalg +avx512-vpopcntdq +ssbd
          +wbnoinvd
        Icelake-Client-noTSX Intel 6/126 C !intel-pt
          Icelake-Client -hle -rtm
        Icelake-Server =Icelake-Server-v1 Intel 6/106 GC !intel-pt !mpx
          Icelake-Client +avx512f +avx512dq +clflushopt +clwb +avx512cd +avx512bw +avx512vl +la57 +pdpe1gb -mpx
        Icelake-Server-noTSX =Icelake-Server-v2 Intel 6/106 C !intel-pt !mpx
          Icelake-Server -hle -rtm
        Icelake-Server-v3 Intel 6/106 -
          Cascadelake-Server-v4 +avx512vbmi +umip +avx512vbmi2 +gfni +vaes +vpclmulqdq +avx512bitalg +avx512-vpopcntdq +la57 +wbnoinvd
          +pschange-mc-no +taa-no -vmx-rdseed-exit -vmx-pml -vmx-eptp-switching
        Icelake-Server-v4 Intel 6/106 -
          Icelake-Server-v3 +avx512ifma +sha-ni +rdpid +fsrm +vmx-rdseed-exit +vmx-pml +vmx-eptp-switching
        Icelake-Server-v5 Intel 6/106 -
          Icelake-Server-v4 +xsaves +vmx-xsaves
        Icelake-Server-v6 Intel 6/106 -
          Icelake-Server-v5 +vmx-page-walk-5
        Icelake-Server-v7 Intel 6/106 -
          Icelake-Server-v6 +hle +rtm
        Cooperlake =Cooperlake-v1 Intel 6/85:10-11 GC
          Cascadelake-Server +pku +stibp +arch-capabilities +avx512-bf16 +rdctl-no +ibrs-all +skip-l1dfl-vmentry +mds-no +pschange-mc-no +taa-no
        Cooperlake-v2 Intel 6/85:10-11 -
          Cascadelake-Server-v5 +hle +rtm +stibp +avx512-bf16 +pschange-mc-no +taa-no
        Snowridge =Snowridge-v1 Intel 6/134 GC
          IvyBridge-IBRS +movbe +arat +rdseed +smap +clflushopt +clwb +sha-ni +umip +gfni +cldemote +movdiri +movdir64b +arch-capabilities
          +core-capability +ssbd +xsaveopt +xsavec +xgetbv1 +3dnowprefetch +pdpe1gb +split-lock-detect -avx -f16c
        Snowridge-v2 Intel 6/134 -
          Skylake-Server-v4 +clflushopt +sha-ni +umip +gfni +cldemote +movdiri +movdir64b +arch-capabilities +core-capability +ssbd
          +split-lock-detect -fma -pcid -avx -f16c -bmi1 -avx2 -bmi2 -invpcid -avx512f -avx512dq -adx -avx512cd -avx512bw -avx512vl -pku -abm
        Snowridge-v3 Intel 6/134 -
          Snowridge-v2 +xsaves +vmx-xsaves
        Snowridge-v4 Intel 6/134 -
          Snowridge-v3 -core-capability -split-lock-detect
        SapphireRapids =SapphireRapids-v1 Intel 6/143 GC
          Icelake-Server +avx512ifma +sha-ni +rdpid +bus-lock-detect +fsrm +serialize +tsx-ldtrk +amx-bf16 +avx512-fp16 +amx-tile +amx-int8
          +arch-capabilities +avx-vnni +avx512-bf16 +fzrm +fsrs +fsrc +xsaves +xfd +rdctl-no +ibrs-all +skip-l1dfl-vmentry +mds-no +pschange-mc-no
          +taa-no
        SapphireRapids-v2 Intel 6/143 -
          Icelake-Server-v7 +bus-lock-detect +serialize +tsx-ldtrk +amx-bf16 +avx512-fp16 +amx-tile +amx-int8 +avx-vnni +avx512-bf16 +fzrm +fsrs
          +fsrc +xfd +sbdr-ssdp-no +fbsdp-no +psdp-no
        SapphireRapids-v3 Intel 6/143 -
          SapphireRapids-v2 +ss +tsc_adjust +cldemote +movdiri +movdir64b
        SapphireRapids-v4 Intel 6/143 N
          SapphireRapids-v3
        SapphireRapids-v5 Intel 6/143 N
          SapphireRapids-v3 +cet-ibt +cet-ss +vmx-entry-load-cet +vmx-exit-save-cet
        SapphireRapids-v6 Intel 6/143 N
          SapphireRapids-v5 +its-no
        GraniteRapids =GraniteRapids-v1 Intel 6/173 GC
          SapphireRapids-v2 +amx-fp16 +prefetchiti +mcdt-no +pbrsb-no +vmx-invvpid
        GraniteRapids-v2 Intel 6/173 -
          SapphireRapids-v3 +amx-fp16 +prefetchiti +avx10 +mcdt-no +avx10-128 +avx10-256 +avx10-512 +pbrsb-no
        GraniteRapids-v3 Intel 6/173 N
          GraniteRapids-v2
        GraniteRapids-v4 Intel 6/173 N
          GraniteRapids-v2 +cet-ibt +cet-ss +vmx-entry-load-cet +vmx-exit-save-cet
        GraniteRapids-v5 Intel 6/173 N
          GraniteRapids-v4 +its-no
        SierraForest-v3 Intel 6/175 N
          SierraForest +bhi-ctrl +cldemote +gds-no +intel-psfd +ipred-ctrl +lam +movdir64b +movdiri +rfds-no +rrsba-ctrl +ss +tsc_adjust -vmx-invvpid
        SierraForest =SierraForest-v1 Intel 6/175 GC
          Icelake-Server-v5 +bus-lock-detect +serialize +avx-vnni +cmpccxadd +fsrs +avx-ifma +avx-vnni-int8 +avx-ne-convert +mcdt-no +sbdr-ssdp-no
          +fbsdp-no +psdp-no +pbrsb-no +vmx-invvpid -avx512f -avx512dq -avx512ifma -avx512cd -avx512bw -avx512vl -avx512vbmi -avx512vbmi2
          -avx512vnni -avx512bitalg -avx512-vpopcntdq -la57 -taa-no
        SierraForest-v2 Intel 6/175 N
          SierraForest-v3
        SierraForest-v4 Intel 6/175 N
          SierraForest-v3 +cet-ibt +cet-ss +vmx-entry-load-cet +vmx-exit-save-cet
        SierraForest-v5 Intel 6/175 N
          SierraForest-v4 +its-no
        ClearwaterForest =ClearwaterForest-v1 Intel 6/221 N
          SierraForest-v3 +avx-vnni-int16 +bhi-no +ddpd-u +prefetchiti +sha512 +sm3 +sm4
        ClearwaterForest-v2 Intel 6/221 N
          ClearwaterForest +cet-ibt +cet-ss +vmx-entry-load-cet +vmx-exit-save-cet
        ClearwaterForest-v3 Intel 6/221 N
          ClearwaterForest-v2 +its-no
        Denverton =Denverton-v1 Intel 6/95 G
          Snowridge-v2 +mpx +rdctl-no +skip-l1dfl-vmentry -clwb -umip -gfni -cldemote -movdiri -movdir64b -core-capability -split-lock-detect
        Denverton-v2 Intel 6/95 -
          Denverton -mpx
        Denverton-v3 Intel 6/95 -
          Denverton-v2 +xsaves +vmx-xsaves
        KnightsMill =KnightsMill-v1 Intel 6/133 G
          Skylake-Client-noTSX-IBRS +ss +avx512f +avx512pf +avx512er +avx512cd +avx512-vpopcntdq +avx512-4vnniw +avx512-4fmaps +pdpe1gb -pcid
          -invpcid -smap -spec-ctrl -xsavec -xgetbv1
        DiamondRapids =DiamondRapids-v1 Intel 19/1 N
          GraniteRapids-v4 +amx-avx512 +amx-bf16-alias +amx-complex +amx-complex-alias +amx-fp16-alias +amx-fp8 +amx-int8-alias +amx-movrs +amx-tf32
          +apx-nci-ndd-nf +apxf +avx-ifma +avx-ne-convert +avx-vnni-int8 +avx10-vnni-int +bhi-ctrl +bhi-no +cmpccxadd +ddpd-u +fdp-excptn-only
          +flush-l1d +fred +gds-no +intel-psfd +ipred-ctrl +lam +lkgs +md-clear +movrs +rfds-no +rrsba-ctrl +stibp +vmx-activity-shutdown
          +vmx-activity-wait-sipi +vmx-enable-user-wait-pause +vmx-entry-load-fred +vmx-exit-secondary-ctls +vmx-nested-exception +vmx-tsc-scaling
          +wrmsrns +zero-fcs-fds -avx10-128 -avx10-256 -avx10-512
        athlon =athlon-v1 AMD - GC
          pentium3 +apic +sse2 +mmxext +3dnowext +3dnow -mca
        phenom =phenom-v1 AMD - GC
          cpu64-rhel5 +monitor +svm +mmxext +fxsr_opt +3dnowext +3dnow
        Opteron_G1 =Opteron_G1-v1 AMD 15/6 GC
          cpu64-rhel5
        Opteron_G2 =Opteron_G2-v1 AMD 15/6 GC
          cpu64-rhel6 +svm +rdtscp
        Opteron_G3 =Opteron_G3-v1 AMD 15/6 GC !monitor
          Opteron_G2 +popcnt +abm +sse4a +misalignsse
        Opteron_G4 =Opteron_G4-v1 AMD 21/1 GC
          SandyBridge +svm +abm +sse4a +misalignsse +3dnowprefetch +xop +fma4 +pdpe1gb -x2apic -tsc-deadline
        Opteron_G5 =Opteron_G5-v1 AMD 21/2 GC
          Opteron_G4 +fma +f16c +tbm
        EPYC =EPYC-v1 AMD 23/1 GC !monitor
          Skylake-Client-noTSX-IBRS +clflushopt +sha-ni +svm +cr8legacy +sse4a +misalignsse +osvw +mmxext +fxsr_opt +pdpe1gb -pcid -x2apic
          -tsc-deadline -erms -invpcid -spec-ctrl
        EPYC-IBPB =EPYC-v2 AMD 23/1 GC !monitor
          EPYC +ibpb
        EPYC-v3 AMD 23/1 -
          EPYC-IBPB +xsaves +perfctr_core +clzero +xsaveerptr +npt +nrip-save
        EPYC-v4 AMD 23/1 -
          EPYC-v3
        EPYC-v5 AMD 23/1 N
          EPYC-v3 +flushbyasid +lbrv +overflow-recov +pause-filter +pfthreshold +succor +tsc-scale +v-vmsave-vmload +vgif +vmcb-clean
        EPYC-Rome =EPYC-Rome-v1 AMD 23/49 GC
          EPYC-v3 +clwb +umip +rdpid +wbnoinvd +amd-stibp -xsaves
        EPYC-Rome-v2 AMD 23/49 -
          EPYC-Rome +xsaves +ibrs +amd-ssbd
        EPYC-Rome-v3 AMD 23/49 -
          EPYC-Rome-v2
        EPYC-Rome-v4 AMD 23/49 -
          EPYC-Rome-v2 -xsaves
        EPYC-Rome-v5 AMD 23/49 N
          EPYC-v5 +amd-ssbd +amd-stibp +clwb +ibrs +rdpid +umip +wbnoinvd -xsaves
        EPYC-Milan =EPYC-Milan-v1 AMD 25/1 GC
          EPYC-Rome-v2 +pcid +erms +invpcid +pku +fsrm +svme-addr-chk
        EPYC-Milan-v2 AMD 25/1 -
          EPYC-Milan +vaes +vpclmulqdq +stibp-always-on +amd-psfd +no-nested-data-bp +lfence-always-serializing +null-sel-clr-base
        EPYC-Milan-v3 AMD 25/1 N
          EPYC-Milan-v2 +flushbyasid +lbrv +overflow-recov +pause-filter +pfthreshold +succor +tsc-scale +v-vmsave-vmload +vgif +vmcb-clean
        EPYC-Genoa =EPYC-Genoa-v1 AMD 25/17 GC
          EPYC-Milan-v2 +avx512f +avx512dq +avx512ifma +avx512cd +avx512bw +avx512vl +avx512vbmi +avx512vbmi2 +gfni +avx512vnni +avx512bitalg
          +avx512-vpopcntdq +la57 +avx512-bf16 +vnmi +auto-ibrs
        EPYC-Genoa-v2 AMD 25/17 N
          EPYC-Genoa +flushbyasid +fs-gs-base-ns +lbrv +overflow-recov +pause-filter +perfmon-v2 +pfthreshold +succor +tsc-scale +v-vmsave-vmload
          +vgif +vmcb-clean
        EPYC-Turin =EPYC-Turin-v1 AMD 26/0,26/2 N
          EPYC-Genoa-v2 +avx-vnni +avx512-vp2intersect +ibpb-brtype +movdir64b +movdiri +prefetchi +sbpb +srso-user-kernel-no
        Dhyana =Dhyana-v1 Hygon 24/0 GC !monitor
          EPYC-IBPB -pclmuldq -aes -sha-ni
        Dhyana-v2 Hygon 24/0 -
          Dhyana +xsaves +npt +nrip-save
        YongFeng =YongFeng-v1 Zhaoxin_CentaurHauls 7/91 N
          Skylake-Server-v4 +ace2 +acpi +arch-capabilities +invtsc +mds-no +phe +phe-en +pmm +pmm-en +pschange-mc-no +rdctl-no +rdpid +sha-ni
          +skip-l1dfl-vmentry +ss +ssb-no +umip +xcrypt +xcrypt-en +xstore +xstore-en -arat -avx512bw -avx512cd -avx512dq -avx512f -avx512vl -clwb
          -erms -vmx-rdseed-exit -xgetbv1 -xsavec
        YongFeng-v2 Zhaoxin_CentaurHauls 7/91 N
          YongFeng
        YongFeng-v3 Zhaoxin_CentaurHauls 7/91 N
          YongFeng
        """;
}

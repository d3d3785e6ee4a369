namespace VirshLite.Translator.Cpu;

/// <summary>
/// The x86 CPU features that have a name, in libvirt's order (cpu.md Appendix A), as text that <see cref="X86Features"/> reads when it is first asked.
/// A line at the margin says where the bits are read: <c>cpuid LEAF.SUBLEAF REGISTER MASK</c> or <c>msr INDEX REGISTER MASK</c>, all hexadecimal; the indented
/// lines name the bits of the mask from the lowest up.
/// </summary>
internal static class X86FeatureTable
{
    public const int Count = 400;

    public const string Text = """
        cpuid 1.0 ecx fffef7ff
          pni pclmuldq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid fma cx16 xtpr pdcm pcid dca sse4.1 sse4.2 x2apic movbe popcnt tsc-deadline aes xsave
          osxsave avx f16c rdrand hypervisor
        cpuid 1.0 edx ffeffbff
          fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat pse36 pn clflush ds acpi mmx fxsr sse sse2 ss ht tm ia64 pbe
        cpuid 6.0 eax 00000004
          arat
        cpuid 7.0 ebx ffff7fff
          fsgsbase tsc_adjust sgx bmi1 hle avx2 fdp-excptn-only smep bmi2 erms invpcid rtm cmt zero-fcs-fds mpx avx512f avx512dq rdseed adx smap avx512ifma
          pcommit clflushopt clwb intel-pt avx512pf avx512er avx512cd sha-ni avx512bw avx512vl
        cpuid 7.0 ecx db415ffe
          avx512vbmi umip pku ospke waitpkg avx512vbmi2 cet-ss gfni vaes vpclmulqdq avx512vnni avx512bitalg avx512-vpopcntdq la57 rdpid bus-lock-detect cldemote
          movdiri movdir64b sgxlc pks
        cpuid 7.0 edx ffdd451c
          avx512-4vnniw avx512-4fmaps fsrm avx512-vp2intersect md-clear serialize tsx-ldtrk pconfig arch-lbr cet-ibt amx-bf16 avx512-fp16 amx-tile amx-int8
          spec-ctrl stibp flush-l1d arch-capabilities core-capability ssbd
        cpuid 7.1 eax 84ae1cb7
          sha512 sm3 sm4 avx-vnni avx512-bf16 cmpccxadd fzrm fsrs fsrc fred lkgs wrmsrns amx-fp16 avx-ifma lam movrs
        cpuid 7.1 ecx 00000020
          msr-imm
        cpuid 7.1 edx 00284530
          avx-vnni-int8 avx-ne-convert amx-complex avx-vnni-int16 prefetchiti avx10 apxf
        cpuid 7.2 edx 0000003f
          intel-psfd ipred-ctrl rrsba-ctrl ddpd-u bhi-ctrl mcdt-no
        cpuid d.1 eax 0000001f
          xsaveopt xsavec xgetbv1 xsaves xfd
        cpuid f.1 edx 00000006
          mbm_total mbm_local
        cpuid 12.0 eax 00000803
          sgx1 sgx2 sgx-edeccssa
        cpuid 12.0 ebx 00000001
          sgx-exinfo
        cpuid 12.1 eax 000004b6
          sgx-debug sgx-mode64 sgx-provisionkey sgx-tokenkey sgx-kss sgx-aex-notify
        cpuid 14.0 ecx 80000000
          intel-pt-lip
        cpuid 1e.1 eax 000001df
          amx-int8-alias amx-bf16-alias amx-complex-alias amx-fp16-alias amx-fp8 amx-tf32 amx-avx512 amx-movrs
        cpuid 24.0 ebx 00070000
          avx10-128 avx10-256 avx10-512
        cpuid 24.1 ecx 00000004
          avx10-vnni-int
        cpuid 29.0 ebx 00000001
          apx-nci-ndd-nf
        cpuid 80000001.0 ecx 01efbfff
          lahf_lm cmp_legacy svm extapic cr8legacy abm sse4a misalignsse 3dnowprefetch osvw ibs xop skinit wdt lwp fma4 tce cvt16 nodeid_msr tbm topoext
          perfctr_core perfctr_nb
        cpuid 80000001.0 edx ee500800
          syscall nx mmxext fxsr_opt pdpe1gb rdtscp lm 3dnowext 3dnow
        cpuid 80000007.0 ebx 00000003
          overflow-recov succor
        cpuid 80000007.0 edx 00000100
          invtsc
        cpuid 80000008.0 ebx 1702d205
          clzero xsaveerptr wbnoinvd ibpb ibrs amd-stibp stibp-always-on amd-ssbd virt-ssbd amd-no-ssb amd-psfd
        cpuid 8000000a.0 edx 1203b4ff
          npt lbrv svm-lock nrip-save tsc-scale vmcb-clean flushbyasid decodeassists pause-filter pfthreshold avic v-vmsave-vmload vgif gmet vnmi svme-addr-chk
        cpuid 80000021.0 eax 79100167
          no-nested-data-bp fs-gs-base-ns lfence-always-serializing verw-clear null-sel-clr-base auto-ibrs prefetchi eraps sbpb ibpb-brtype srso-no
          srso-user-kernel-no
        cpuid 80000021.0 ecx 00000006
          tsa-sq-no tsa-l1-no
        cpuid 80000022.0 eax 00000001
          perfmon-v2
        cpuid c0000001.0 edx 00003fcc
          xstore xstore-en xcrypt xcrypt-en ace2 ace2-en phe phe-en pmm pmm-en
        msr cf eax 00000020
          split-lock-detect
        msr 10a eax 1d12e1ff
          rdctl-no ibrs-all rsba skip-l1dfl-vmentry ssb-no mds-no pschange-mc-no tsx-ctrl taa-no sbdr-ssdp-no fbsdp-no psdp-no fb-clear bhi-no pbrsb-no gds-no
          rfds-no rfds-clear
        msr 10a edx 40000000
          its-no
        msr 480 edx 05c00000
          vmx-ins-outs vmx-true-ctls vmx-any-errcode vmx-nested-exception
        msr 485 eax 600001e0
          vmx-store-lma vmx-activity-hlt vmx-activity-shutdown vmx-activity-wait-sipi vmx-vmwrite-vmexit-fields vmx-zero-len-inject
        msr 48b eax 0653ffff
          vmx-apicv-xapic vmx-ept vmx-desc-exit vmx-rdtscp-exit vmx-apicv-x2apic vmx-vpid vmx-wbinvd-exit vmx-unrestricted-guest vmx-apicv-register
          vmx-apicv-vid vmx-ple vmx-rdrand-exit vmx-invpcid-exit vmx-vmfunc vmx-shadow-vmcs vmx-encls-exit vmx-rdseed-exit vmx-pml vmx-xsaves vmx-mbec
          vmx-tsc-scaling vmx-enable-user-wait-pause
        msr 48c eax 067341c1
          vmx-ept-execonly vmx-page-walk-4 vmx-page-walk-5 vmx-ept-uc vmx-ept-wb vmx-ept-2mb vmx-ept-1gb vmx-invept vmx-eptad vmx-ept-advanced-exitinfo
          vmx-invept-single-context vmx-invept-all-context
        msr 48c edx 00000f01
          vmx-invvpid vmx-invvpid-single-addr vmx-invvpid-single-context vmx-invvpid-all-context vmx-invvpid-single-context-noglobals
        msr 48d eax 000000e9
          vmx-intr-exit vmx-nmi-exit vmx-vnmi vmx-preemption-timer vmx-posted-intr
        msr 48e eax fbf99e8c
          vmx-vintr-pending vmx-tsc-offset vmx-hlt-exit vmx-invlpg-exit vmx-mwait-exit vmx-rdpmc-exit vmx-rdtsc-exit vmx-cr3-load-noexit vmx-cr3-store-noexit
          vmx-cr8-load-exit vmx-cr8-store-exit vmx-flexpriority vmx-vnmi-pending vmx-movdr-exit vmx-io-exit vmx-io-bitmap vmx-mtf vmx-msr-bitmap
          vmx-monitor-exit vmx-pause-exit vmx-secondary-ctls
        msr 48f eax b2fc9004
          vmx-exit-nosave-debugctl vmx-exit-load-perf-global-ctrl vmx-exit-ack-intr vmx-exit-save-pat vmx-exit-load-pat vmx-exit-save-efer vmx-exit-load-efer
          vmx-exit-save-preemption-timer vmx-exit-clear-bndcfgs vmx-exit-clear-rtit-ctl vmx-exit-save-cet vmx-exit-load-pkrs vmx-exit-secondary-ctls
        msr 490 eax 00d5e204
          vmx-entry-noload-debugctl vmx-entry-ia32e-mode vmx-entry-load-perf-global-ctrl vmx-entry-load-pat vmx-entry-load-efer vmx-entry-load-bndcfgs
          vmx-entry-load-rtit-ctl vmx-entry-load-cet vmx-entry-load-pkrs vmx-entry-load-fred
        msr 491 eax 00000001
          vmx-eptp-switching
        """;
}

using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.Translator.Confinement.AppArmor;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Tests.Confinement;

/// <summary>Rules of profiles (confinement.md 4).</summary>
public class AppArmorSpecs
{
    [Theory]
    [InlineData("/images/plain.qcow2", "/images/plain.qcow2")]
    [InlineData("/images/[a]*?{b,c}^.img", @"/images/\[a\]\*\?\{b,c\}\^.img")]
    [InlineData(@"/images/back\slash", @"/images/back\\slash")]
    [InlineData("/images/@{HOME}", @"/images/\@\{HOME\}")]
    [InlineData("/images/user@host", "/images/user@host")]
    public void NoPathIsReadAsAnExpression(string path, string written) => AppArmorRule.File(path, "rw").ToString().ShouldBe($"\"{written}\" rw,");

    [Theory]
    [InlineData("/a\" rwk,\n  /** rwk,\n  \"")]
    [InlineData("/a\nb")]
    [InlineData("/a\0b")]
    [InlineData("/a\u001bb")]
    public void WhatNoProfileCanNameIsRefused(string path) => Should.Throw<DomainException>(() => AppArmorRule.File(path, "r"));

    [Theory]
    [InlineData("/var/lib/images/a.img", false, true)]
    [InlineData("/etc/shadow", true, false)]
    [InlineData("/usr/bin/passwd", true, false)]
    [InlineData("/usr/share/OVMF/OVMF_CODE.fd", true, true)]
    [InlineData("/usr/share/OVMF/OVMF_CODE.fd", false, false)]
    [InlineData("/boot/vmlinuz", true, true)]
    [InlineData("/boot/vmlinuz", false, false)]
    [InlineData("/proc/self/mem", true, false)]
    [InlineData("/sys/devices/pci0000:00/0000:00:02.0/config", false, true)]
    [InlineData("relative", true, false)]
    public void TheHostsOwnPlacesAreRestricted(string path, bool isReadOnly, bool allowed) => RestrictedPaths.Allows(path, isReadOnly).ShouldBe(allowed);

    [Fact]
    public void AGuestThatWantsAFileOfTheHostIsRefused() =>
        Should.Throw<DomainException>(() => LibvirtProfile.Rules(
            DacLabelsSpecs.Read("<disk type='file'><source file='/etc/shadow'/><target dev='vda'/></disk>"), new EmptyHost(), p => p))
            .Message.ShouldContain("/etc/shadow");

    [Theory]
    [InlineData("kvm", true)]
    [InlineData("qemu", true)]
    [InlineData("hvf", false)]
    public void OnlyGuestsOfKvmAndOfQemuAloneHaveFilesOfTheirOwn(string type, bool hasOwn) =>
        LibvirtProfile.Rules(
            DomainReader.Read($"<domain type='{type}'><name>g</name><memory>1</memory><os><type arch='x86_64'>hvm</type></os></domain>"), new EmptyHost(), p => p)
            .Select(r => r.ToString()).Contains("\"/run/libvirt/**/g.pid\" rwk,").ShouldBe(hasOwn);

    [Fact]
    public void ALinkIsJudgedByWhatItStandsFor() =>
        Should.Throw<DomainException>(() =>
            LibvirtProfile.Rules(DacLabelsSpecs.Read("<disk type='file'><source file='/images/a'/><target dev='vda'/></disk>"), new EmptyHost(), p =>
                p == "/images/a" ? "/etc/shadow" : p));

    private sealed class EmptyHost : IHostFacts;
}

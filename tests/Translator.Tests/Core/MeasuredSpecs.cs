using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Devices;

namespace VirshLite.Translator.Tests.Core;

/// <summary>Rules about no single device that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class MeasuredSpecs
{
    [Fact]
    public void A_capability_that_nobody_knows_is_not_taken_in_silence()
    {
        TranslationContext context = CoreGuest.Context(
            "<capabilities xmlns='http://libvirt.org/schemas/domain/qemu/1.0'><add capability='nosuch'/><del capability='spice'/></capabilities>");
        Translation.Complete(context);
        Translation.Plan(context);

        context.Warnings.ShouldHaveSingleItem().ShouldContain("'nosuch'");
    }

    [Fact]
    public void Each_hpet_timer_says_so() =>
        CoreGuest.Text("<clock offset='utc'><timer name='hpet' present='no'/><timer name='hpet' present='no'/></clock>").ShouldContain(",hpet=off,hpet=off,");

    [Fact]
    public void virsh_shows_what_opens_and_runs_nothing()
    {
        var preview = new TranslationOptions { VirshPreview = true };
        string text = DeviceGuest.Text(DeviceGuest.Plan(
            "<serial type='file'><source path='/a' append='off'/><log file='/l'/></serial><tpm><backend type='emulator'/></tpm><vsock><cid auto='yes'/></vsock>",
            options: preview));

        text.ShouldContain("-chardev file,id=charserial0,path=/a,append=off,logfile=/l ");
        text.ShouldContain("-chardev null,id=chrtpm ");
        text.ShouldContain("\"guest-cid\":0");
    }
}

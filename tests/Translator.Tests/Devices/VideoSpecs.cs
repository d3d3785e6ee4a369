using VirshLite.DomainParser;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Tests.Devices;

public class VideoSpecs
{
    [Fact]
    public void Sizes_of_qxl_are_rounded_up_to_powers_of_two_and_given_in_the_units_of_each_property() =>
        DeviceGuest.Text("<video><model type='qxl' ram='70000' vram64='3000' vgamem='8192' heads='2'/></video>")
            .ShouldContain("\"max_outputs\":2,\"ram_size\":134217728,\"vram_size\":67108864,\"vram64_size_mb\":2,\"vgamem_mb\":8,");

    [Fact]
    public void The_primary_device_comes_first_wherever_it_stands()
    {
        TranslationContext context = DeviceGuest.Context("<video><model type='qxl'/></video><video><model type='virtio' primary='yes'/></video>");
        Translation.Complete(context);

        context.Domain.Videos.Select(v => v.Primary).ShouldBe([true, false]);
        context.Domain.Videos[0].Model.ShouldBe(DomainParser.Model.VideoModel.Virtio);
    }

    [Theory]
    [InlineData("<video><model type='none'/></video><video><model type='vga'/></video>", "must be the only video device")]
    [InlineData("<video><model type='vga'/></video><video><model type='cirrus'/></video>", "only valid as primary")]
    [InlineData("<video><model type='vga' ram='1024'/></video>", "only supported for video type qxl")]
    [InlineData("<video><model type='qxl' vgamem='3000'/></video>", "power of two")]
    [InlineData("<video><model type='virtio'><resolution x='0' y='5'/></model></video>", "greater than 0")]
    [InlineData("<video><model type='virtio' blob='on'/></video>", "memfd")]
    [InlineData("<video><driver name='vhostuser'/><model type='vga'/></video>", "only supported with 'virtio'")]
    public void What_cannot_be_is_refused_with_its_place(string devices, string reason)
    {
        DomainException refusal = Should.Throw<DomainException>(() => DeviceGuest.Plan(devices));

        refusal.Message.ShouldContain(reason);
        refusal.Position.IsKnown.ShouldBeTrue();
    }
}

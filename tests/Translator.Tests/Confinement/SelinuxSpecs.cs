using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Confinement;

namespace VirshLite.Translator.Tests.Confinement;

/// <summary>Labels of guests under SELinux, as data (confinement.md 5): no machine with a policy has run them.</summary>
public sealed class SelinuxSpecs
{
    private const string Root = "unconfined_u:unconfined_r:unconfined_t:s0-s0:c0.c1023";
    private static readonly SelinuxProcessContexts Policy =
        SelinuxProcessContexts.Parse("system_u:system_r:svirt_t:s0\nsystem_u:system_r:svirt_tcg_t:s0\n");

    [Fact]
    public void A_guest_has_the_policys_type_its_starters_user_and_a_pair_of_categories()
    {
        Of(null, isEmulated: false, draws: [264, 41]).ShouldBe("unconfined_u:unconfined_r:svirt_t:s0:c41,c264");
        Of(null, isEmulated: true, draws: [1, 2]).ShouldBe("unconfined_u:unconfined_r:svirt_tcg_t:s0:c1,c2");
    }

    [Fact]
    public void A_pair_that_another_guest_has_or_that_is_none_is_drawn_again() =>
        Of(null, isEmulated: false, draws: [7, 7, 5, 9, 3, 4], used: ["system_u:system_r:svirt_t:s0:c5,c9"])
            .ShouldBe("unconfined_u:unconfined_r:svirt_t:s0:c3,c4");

    [Fact]
    public void A_base_label_gives_the_type_and_a_static_one_is_the_label()
    {
        Of(new SecLabel { BaseLabel = "a_u:a_r:own_t:s0" }, isEmulated: false, draws: [1, 2]).ShouldBe("unconfined_u:unconfined_r:own_t:s0:c1,c2");
        Of(new SecLabel { Type = SecLabelType.Static, Label = "a_u:a_r:b_t:s0:c7" }, isEmulated: false, draws: []).ShouldBe("a_u:a_r:b_t:s0:c7");
    }

    [Fact]
    public void A_starter_with_few_categories_cannot_start_guests()
    {
        SelinuxContext few = SelinuxContext.Parse("u:r:t:s0-s0:c1.c7");

        Should.Throw<DomainException>(() => SelinuxProcess.Of(null, false, few, Policy, [], _ => 0)).Message.ShouldContain("Category range c1-c7 too small");
    }

    [Fact]
    public void A_starter_without_a_range_draws_from_all_of_them()
    {
        int asked = 0;
        SelinuxContext label = SelinuxProcess.Of(null, false, SelinuxContext.Parse("system_u:system_r:init_t:s0"), Policy, [], n => asked++ == 0 ? n - 1 : 0);

        label.ToString().ShouldBe("system_u:system_r:svirt_t:s0:c0,c1023");
    }

    [Fact]
    public void Images_of_the_policy_are_its_first_two_lines()
    {
        SelinuxImageContexts images = SelinuxImageContexts.Parse("# for images\nsystem_u:object_r:svirt_image_t:s0\n\nsystem_u:object_r:virt_content_t:s0\n");

        SelinuxLabels.ImageLabel(new SecLabel { Label = "unconfined_u:unconfined_r:svirt_t:s0:c1,c2" }, images).ToString()
            .ShouldBe("unconfined_u:object_r:svirt_image_t:s0:c1,c2");
        images.Content.Type.ShouldBe("virt_content_t");
        Should.Throw<DomainException>(() => SelinuxImageContexts.Parse("one:two:three:s0"));
    }

    private static string Of(SecLabel? guest, bool isEmulated, int[] draws, params string[] used)
    {
        int at = 0;
        return SelinuxProcess.Of(guest, isEmulated, SelinuxContext.Parse(Root), Policy, used, _ => draws[at++]).ToString();
    }
}

package dev.probity.dialects.blueprint;

import dev.probity.spec.reading.Choices;

import java.util.List;
import java.util.Map;

/// Keys of a recipe that concern its cloud. Those without a place in the published schema are in
/// use all the same.
final class RecipeKeys {
    /// Nobody misses them in a run.
    static final List<String> CLOUD =
            List.of(
                    "recipe_id",
                    "pre_filled_sample_name",
                    "recipe_compartment_ocid",
                    "recipe_availability_domain",
                    "recipe_public_ssh_key",
                    "recipe_worker_subnet_nsg_ocid",
                    "recipe_pod_subnet_ocid",
                    "recipe_pod_subnet_nsg_ocid",
                    "recipe_node_image_ocid",
                    "recipe_node_name",
                    "recipe_node_pool_name",
                    "recipe_node_selector_arch",
                    "recipe_node_shape",
                    "recipe_node_pool_size",
                    "recipe_use_shared_node_pool",
                    "recipe_shared_node_pool_selector",
                    "recipe_node_boot_volume_size_in_gbs",
                    "recipe_flex_shape_ocpu_count",
                    "recipe_flex_shape_memory_size_in_gbs",
                    "recipe_max_pods_per_node",
                    "recipe_node_labels",
                    "shared_node_pool_selector",
                    "shared_node_pool_size",
                    "shared_node_pool_shape",
                    "shared_node_pool_boot_volume_size_in_gbs",
                    "shared_node_pool_flex_shape_memory_size_in_gbs",
                    "shared_node_pool_flex_shape_ocpu_count",
                    "shared_node_pool_mig_config",
                    "shared_node_pool_custom_node_selectors",
                    "multinode_num_nodes_to_use_from_shared_pool",
                    "multinode_rdma_enabled_in_shared_pool",
                    "recipe_team_info",
                    "team",
                    "skip_capacity_validation",
                    "skip_quota_validation",
                    "recipe_container_secret_name",
                    "recipe_nvidia_gpu_count",
                    "recipe_amd_gpu_count",
                    "mig_resource_request",
                    "recipe_container_cpu_count",
                    "recipe_container_memory_size",
                    "recipe_ephemeral_storage_size",
                    "recipe_shared_memory_volume_size_limit_in_mb",
                    "service_endpoint_domain",
                    "service_endpoint_subdomain",
                    "service_endpoint",
                    "recipe_prometheus_enabled",
                    "recipe_node_autoscaling_params",
                    "recipe_pod_autoscaling_params",
                    "recipe_storage_group_id",
                    "recipe_additional_ingress_annotations",
                    "recipe_disable_ingress",
                    "recipe_raycluster_params");

    /// A run lacks what they ask for.
    static final Map<String, String> MISSED =
            Choices.of(
                    Map.entry("input_object_storage", "nothing is copied in before the start"),
                    Map.entry("output_object_storage", "nothing is copied out"),
                    Map.entry("input_file_system", "nothing is mounted"),
                    Map.entry("local_filesystem", "nothing is mounted"),
                    Map.entry("pvcs", "nothing is mounted"),
                    Map.entry("recipe_configmaps", "its files are not there"),
                    Map.entry("recipe_secret_mounts", "its files are not there"),
                    Map.entry("recipe_inference_gateway", "there is no gateway for models here"));

    private RecipeKeys() {}
}
